import type { Taxonomy } from '../area/taxonomy.js';
import { barrierFreeFacts, disabilities } from '../entry/entry.codes.js';
import { namedId } from './hsds.ids.js';
import type { HsdsTaxonomy, HsdsTaxonomyTerm } from './hsds.types.js';

/** A kind of service, with its number in the files of WAM NET where it has one. */
export interface ServiceKindRow {
  readonly code: string;
  readonly name: string;
  readonly wamCode: string | null;
}

/** The taxonomies of the profile: code, name, what they are. */
const taxonomies = [
  [
    'kind',
    'サービスの種類',
    '障害福祉サービス等情報公表システム（WAM NET）のサービス種別。番号のない種類は本ポータルの符号',
  ],
  ['disability', '主な対象', 'サービスが主な対象とする障害の種別'],
  ['feature', '受け入れと支援', '見学・体験・実習の受け入れと、送迎・食事の有無'],
  ['type', '機関の種類', '就労支援にかかわる機関の種類'],
  ['access', '設備・配慮', '場所の設備と、利用するときの配慮'],
  ['area', '地域', '都道府県・圏域・市区町村。市区町村の符号は全国地方公共団体コード（検査数字なしの5桁）'],
  ['field', '項目', 'HSDS に項目のない、日本の機関の情報（読み、定員、平均工賃など）'],
] as const;
export type TaxonomyCode = (typeof taxonomies)[number][0];

const features = [
  ['visit', '見学'],
  ['trial', '体験'],
  ['training', '実習'],
  ['transport', '送迎'],
  ['meals', '食事'],
] as const;

const fields = [
  ['kana', '機関名の読み（ひらがな）'],
  ['alias', '通称・略称'],
  ['former_name', '以前の名前'],
  ['legal_name', '法人名'],
  ['plain_description', 'やさしい日本語の説明'],
  ['capacity', '定員（人）'],
  ['wage_monthly', '平均工賃・賃金（月額、円）'],
] as const;

/** A term by the name that portal.open_item knows it under: `kind:b_type`. */
export type TermKey = `${TaxonomyCode}:${string}`;

interface KnownTerm {
  readonly key: TermKey;
  readonly taxonomy: TaxonomyCode;
  readonly term: HsdsTaxonomyTerm;
}

/** Every taxonomy and every term of the feed, as they stand. */
export class HsdsTerms {
  readonly taxonomies: readonly HsdsTaxonomy[];
  readonly all: readonly KnownTerm[];
  private readonly byKey: ReadonlyMap<string, KnownTerm>;
  private readonly byId: ReadonlyMap<string, KnownTerm>;

  constructor(
    readonly areas: Taxonomy,
    kinds: readonly ServiceKindRow[],
  ) {
    this.taxonomies = taxonomies.map(([code, name, description]) => ({
      id: taxonomyId(code),
      name,
      description,
      version: '1.0',
    }));
    this.all = [
      ...kinds.map(({ code, name, wamCode }) => this.term('kind', code, name, { code: wamCode ?? code })),
      ...disabilities.map(([code, name]) => this.term('disability', code, name)),
      ...features.map(([code, name]) => this.term('feature', code, name)),
      ...areas.types.map(({ code, name }) => this.term('type', code, name)),
      ...barrierFreeFacts.map(([code, name]) => this.term('access', code, name)),
      ...areas.areas.map(({ code, name, parentCode }) =>
        this.term('area', code, name, {
          ...(parentCode === null ? {} : { parent_id: termId(`area:${parentCode}`) }),
          ...areaUri(code, 'term_uri'),
        }),
      ),
      ...fields.map(([code, name]) => this.term('field', code, name)),
    ];
    this.byKey = new Map(this.all.map((known) => [known.key, known]));
    this.byId = new Map(this.all.map((known) => [known.term.id, known]));
  }

  /** The term; undefined where nobody has heard of it. */
  get(key: TermKey): HsdsTaxonomyTerm | undefined {
    return this.byKey.get(key)?.term;
  }

  nameOf(key: TermKey): string {
    return this.byKey.get(key)?.term.name ?? key.slice(key.indexOf(':') + 1);
  }

  /** What portal.open_item calls the term, and, of an area, whatever lies in it; none for an unknown id. */
  itemTermsOf(id: string): string[] {
    const known = this.byId.get(id);
    if (known?.taxonomy !== 'area') return known ? [known.key] : [];
    const code = known.key.slice('area:'.length);
    const within = new Set(this.areas.areaNumbersWithin([code]));
    return this.areas.areas.filter(({ no }) => within.has(no)).map((area) => `area:${area.code}`);
  }

  /** What portal.open_item calls "any term of this taxonomy"; none for an unknown id. */
  itemTermsOfTaxonomy(id: string): string[] {
    return taxonomies.map(([code]) => code).filter((code) => taxonomyId(code) === id);
  }

  private term(
    taxonomy: TaxonomyCode,
    code: string,
    name: string,
    more: Partial<HsdsTaxonomyTerm> = {},
  ): KnownTerm {
    const detail = this.taxonomies.find(({ id }) => id === taxonomyId(taxonomy))!;
    const key: TermKey = `${taxonomy}:${code}`;
    const term: HsdsTaxonomyTerm = {
      id: termId(key),
      code,
      name,
      description: `${detail.name}: ${name}`,
      taxonomy: detail.name,
      taxonomy_detail: detail,
      language: 'ja',
      ...more,
    };
    return { key, taxonomy, term };
  }
}

/** The persistent identifier of a municipality or prefecture, as the official statistics give it. */
export function areaUri<Name extends string>(code: string, name: Name): Partial<Record<Name, string>> {
  const full = /^\d{2}$/.test(code) ? `${code}000` : code;
  if (!/^\d{5}$/.test(full)) return {};
  return { [name]: `http://data.e-stat.go.jp/lod/sac/C${full}` } as Partial<Record<Name, string>>;
}

function taxonomyId(code: TaxonomyCode): string {
  return namedId(`taxonomy:${code}`);
}

function termId(key: string): string {
  return namedId(key);
}
