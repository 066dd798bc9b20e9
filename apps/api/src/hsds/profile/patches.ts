/** A JSON Merge Patch (RFC 7386): null takes away. */
export type MergePatch = Readonly<Record<string, unknown>>;

/** Version of the profile itself; a stricter rule is a new one. */
export const profileVersion = '1.0.0';
/** The version of HSDS that the profile is of. */
export const hsdsVersion = '3.1';
/** Where the official schemas of that version are. They are under a licence of their own, so they are named, not copied. */
export const officialSchemas = 'https://raw.githubusercontent.com/openreferral/specification/3.1-dev/schema';

const attributesOfKind = (what: string) => ({ description: what, minItems: 1 });

/**
 * The profile "HSDS-JP employment support": what it changes in the official schemas, file by file. It only ever asks for
 * more: whatever fits the profile fits HSDS.
 */
export const schemaPatches: Readonly<Record<string, MergePatch>> = {
  organization: {
    properties: {
      name: { description: '機関（事業所・窓口）の名前。法人ではない。', minLength: 1 },
      description: { description: '機関の紹介。ないときは種類と所在地から作った一文。', minLength: 1 },
      organization_identifiers: {
        description: '法人番号（identifier_scheme は JP-JCN）と事業所番号。',
      },
      attributes: attributesOfKind('機関の種類、読み（かな）、法人名、通称、以前の名前。'),
    },
  },
  organization_identifier: {
    properties: { identifier: { pattern: '^[0-9A-Za-z-]+$' } },
  },
  service: {
    properties: {
      attributes: attributesOfKind(
        'サービスの種類（必ずひとつ）、主な対象、見学・体験・実習、送迎、食事、定員、平均工賃。',
      ),
      schedules: {
        description:
          '日時の規則。行で書けないこと（祝日・休業・不明）は description の文にすべて書いてある。',
      },
      service_areas: { description: '管轄・圏域の市区町村。' },
      cost_options: { items: { properties: { currency: { const: 'JPY' } } } },
    },
    required: ['id', 'name', 'status', 'last_modified'],
  },
  schedule: {
    properties: {
      timezone: { const: 9 },
      opens_at: { pattern: '^([01][0-9]|2[0-4]):[0-5][0-9]\\+09:00$' },
      closes_at: { pattern: '^([01][0-9]|2[0-4]):[0-5][0-9]\\+09:00$' },
    },
    required: ['id', 'description'],
  },
  address: {
    properties: {
      country: { const: 'JP' },
      postal_code: {
        description: '「123-4567」の形。わからないときは空。',
        pattern: '^([0-9]{3}-[0-9]{4})?$',
      },
      state_province: { description: '都道府県。' },
      city: { description: '市区町村。' },
    },
  },
  service_area: {
    properties: {
      uri: {
        description: '統計LODの標準地域コードのURI。末尾の5桁が全国地方公共団体コード（検査数字なし）。',
        pattern: '^http://data\\.e-stat\\.go\\.jp/lod/sac/C[0-9]{5}$',
      },
    },
    required: ['id', 'name'],
  },
  service_capacity: {
    properties: { unit: { properties: { name: { const: '人' } } } },
    required: ['id', 'unit', 'available', 'updated', 'description'],
  },
  taxonomy_term: {
    properties: { language: { const: 'ja' } },
    required: ['id', 'code', 'name', 'description', 'taxonomy_detail'],
  },
};

/** What the profile changes in the official description of the API. */
export const openApiPatch: MergePatch = {
  info: {
    title: 'HSDS-JP employment support',
    version: profileVersion,
    summary: '地域の就労支援機関のオープンデータ（Human Services Data Specification 3.1）',
    license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  },
};

/** Every file of the profile. */
export const profileFiles: Readonly<Record<string, MergePatch>> = {
  ...schemaPatches,
  openapi: openApiPatch,
};
