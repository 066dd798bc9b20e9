import { disabilities as disabilityNames, type Entry } from '#libs/directory';

/** What the entry of an agency says about whom it is for, held against what is known of the person. */
export interface EligibilityFacts {
  readonly birthDate: string | null;
  readonly address: string;
  /** 手帳, in the words of the person's sheet. */
  readonly handbook: string;
  readonly today: string;
  /** Names of the areas of which the entry says that it is in charge. */
  readonly areas: readonly string[];
}

/** Something that may not fit: a reason to ask first, never to stop. */
export interface EligibilityWarning {
  readonly code: 'area' | 'age' | 'disability' | 'handbook' | 'type' | 'vacancy';
  readonly text: string;
}

/** Which words of a handbook speak of which disability. */
const handbooks: readonly { readonly word: RegExp; readonly disabilities: readonly string[] }[] = [
  { word: /療育|愛の手帳|みどりの手帳/u, disabilities: ['intellectual', 'developmental'] },
  { word: /精神/u, disabilities: ['mental', 'developmental', 'higher_brain'] },
  { word: /身体/u, disabilities: ['physical', 'visual', 'hearing', 'severe'] },
];

/** What may not fit, from what both sides have written; what nobody has written warns of nothing. */
export function warningsFor(entry: Entry, facts: EligibilityFacts): EligibilityWarning[] {
  return [areaWarning, ageWarning, disabilityWarning, handbookWarning].flatMap((check) => {
    const warning = check(entry, facts);
    return warning ? [warning] : [];
  });
}

function areaWarning(_: Entry, { address, areas }: EligibilityFacts): EligibilityWarning | null {
  if (address === '' || areas.length === 0 || areas.some((name) => address.includes(name))) return null;
  return { code: 'area', text: `住所が、担当地域（${areas.slice(0, 5).join('、')}）の外かもしれません。` };
}

function ageWarning({ services }: Entry, { birthDate, today }: EligibilityFacts): EligibilityWarning | null {
  if (!birthDate || services.length === 0) return null;
  const age = ageOn(birthDate, today);
  const fits = services.some(
    ({ ageMin, ageMax }) => (ageMin === null || age >= ageMin) && (ageMax === null || age <= ageMax),
  );
  if (fits) return null;
  return { code: 'age', text: `${age}歳の方は、登録されている対象年齢に合わないかもしれません。` };
}

function disabilityWarning({ services }: Entry, { handbook }: EligibilityFacts): EligibilityWarning | null {
  const offered = new Set(services.flatMap(({ disabilities }) => disabilities));
  const told = handbooks
    .filter(({ word }) => word.test(handbook))
    .flatMap(({ disabilities }) => disabilities);
  if (offered.size === 0 || told.length === 0 || told.some((code) => offered.has(code))) return null;
  const names = disabilityNames
    .filter(([code]) => offered.has(code))
    .map(([, name]) => name)
    .join('、');
  return { code: 'disability', text: `主な対象は${names}です。手帳の種別と合わないかもしれません。` };
}

function handbookWarning({ services }: Entry, { handbook }: EligibilityFacts): EligibilityWarning | null {
  if (handbook !== '' && !/なし|申請中/u.test(handbook)) return null;
  if (!services.some(({ eligibility }) => /手帳/u.test(eligibility ?? ''))) return null;
  return {
    code: 'handbook',
    text: '対象の要件に手帳についての記載があります。手帳の有無を確認してください。',
  };
}

/** Whole years on a day. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
