import { medicalType } from '../layout/layouts.js';
import { normalise } from '../search/normalise.js';
import { NetworkAreas } from './network-areas.js';

/** A service kind of the directory. */
export interface KindWord {
  readonly code: string;
  readonly name: string;
  readonly agency_type_code: string;
}

/** An agency type of the directory. */
export interface TypeWord {
  readonly code: string;
  readonly name: string;
}

/** What lists call a kind of service beside its official name. */
const otherNames: Readonly<Record<string, string>> = {
  グループホーム: 'group_home',
  ケアホーム: 'group_home',
  障害者グループホーム: 'group_home',
  移行支援: 'transition',
  定着支援: 'retention',
  就労選択: 'employment_choice',
  放デイ: 'after_school_day',
  短期入所施設: 'short_stay',
  ショートステイ: 'short_stay',
  特定相談支援: 'plan_consultation',
  指定特定相談支援: 'plan_consultation',
  地域移行支援: 'community_transition',
  地域定着支援: 'community_settlement',
  自立訓練生活訓練: 'life_training',
  自立訓練機能訓練: 'functional_training',
  生活訓練: 'life_training',
  機能訓練: 'functional_training',
};

// The first that fits: a pharmacy may stand in front of a hospital, and a school of dentistry has one.
const wordsOfTypes: readonly (readonly [RegExp, string])[] = [
  [/薬局/, 'pharmacy'],
  [/病院/, 'hospital'],
  [/歯科/, 'dental_clinic'],
  [/精神|心療|メンタル|こころ/, 'psychiatric_clinic'],
  [/訪問看護/, 'home_nursing'],
];

/** The words by which the directory orders itself, asked with the words of a list. */
export class Vocabulary {
  private readonly kinds: ReadonlyMap<string, KindWord>;
  private readonly types: ReadonlyMap<string, TypeWord>;

  constructor(
    private readonly kindWords: readonly KindWord[],
    private readonly typeWords: readonly TypeWord[],
    readonly areas = new NetworkAreas(),
  ) {
    const byCode = new Map(kindWords.map((kind) => [kind.code, kind]));
    this.kinds = new Map([
      ...Object.entries(otherNames).flatMap(([name, code]) => {
        const kind = byCode.get(code);
        return kind ? [[normalise(name), kind] as const] : [];
      }),
      ...kindWords.map((kind) => [normalise(kind.name), kind] as const),
    ]);
    this.types = new Map(typeWords.map((type) => [normalise(type.name), type]));
  }

  /**
   * The kind of a service by the words of a list; null for a row without one, undefined for words that nobody knows. What a
   * list adds in brackets (日中サービス支援型) becomes the name of the service.
   */
  kindOf(
    cell: string | null,
    standard: string | null,
  ): { code: string; variant: string | null } | null | undefined {
    if (cell === null)
      return standard !== null && this.kindWords.some(({ code }) => code === standard)
        ? { code: standard, variant: null }
        : null;
    const exact = this.kinds.get(normalise(cell));
    if (exact) return { code: exact.code, variant: null };
    const [, base, variant] = /[)）]$/u.test(cell) ? (/^(.+?)[（(](.+)$/u.exec(cell.slice(0, -1)) ?? []) : [];
    const kind = base === undefined ? undefined : this.kinds.get(normalise(base));
    return kind ? { code: kind.code, variant: variant ?? null } : undefined;
  }

  /** The type of an agency: as a column says, as the whole list is, as its service is. */
  typeOf(
    row: { cell: string | null; name: string; kind: string | null },
    standard: string | null,
  ): string | undefined {
    if (row.cell !== null) {
      const named = this.types.get(normalise(row.cell))?.code ?? this.guessed(row.cell, row.name);
      if (named) return named === 'clinic' ? this.clinicOf(row.name) : named;
      if (standard === null && row.kind === null) return undefined;
    }
    const ofKind = this.kindWords.find(({ code }) => code === row.kind)?.agency_type_code;
    if (ofKind) return ofKind;
    if (standard === medicalType) return this.guessed(row.name, row.name) ?? this.clinicOf(row.name);
    return standard !== null && this.typeWords.some(({ code }) => code === standard) ? standard : undefined;
  }

  /** Lists of medical institutions do not tell clinics for the mind from others, but their names mostly do. */
  private clinicOf(name: string): string {
    const forMind = this.guessed('', name) === 'psychiatric_clinic';
    const code = forMind ? 'psychiatric_clinic' : 'clinic';
    return this.typeWords.some((type) => type.code === code) ? code : 'other';
  }

  /** What an agency is by the words that a list has for it, or by its name. */
  private guessed(text: string, name: string): string | undefined {
    const found = wordsOfTypes.find(([word]) => word.test(text) || word.test(name))?.[1];
    return found && this.typeWords.some(({ code }) => code === found) ? found : undefined;
  }
}
