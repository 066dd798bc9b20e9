import { normalise, phoneKey } from '#libs/directory';

/** What a record is compared by. */
export interface Compared {
  readonly id: string;
  readonly kana: string;
  readonly formerKana: readonly string[];
  readonly birthDate: string | null;
  readonly phone: string | null;
}

/** Why two records may be one person (似ている理由). */
export const likenesses = {
  name_birth: '氏名のよみと生年月日が同じ',
  former_birth: '旧姓などのよみと生年月日が同じ',
  phone: '電話番号が同じ',
  given_birth: '名のよみと生年月日が同じ（姓が違う）',
  family_birth: '姓のよみと生年月日が同じ（名が違う：双子の可能性もあります）',
} as const;
export type Likeness = keyof typeof likenesses;
export const likenessCodes = Object.keys(likenesses) as Likeness[];

/** Two records that may be one person. */
export interface LikePair {
  readonly firstId: string;
  readonly secondId: string;
  readonly reasons: readonly Likeness[];
}

/** More records than this with one sign in common say nothing: a shared telephone of a home, a forgotten birth date. */
const mostAlike = 20;

/** The pairs that may be one person. Each record leaves its signs, and whoever shares a sign is a pair. */
export function likePairs(people: readonly Compared[]): LikePair[] {
  const signs = new Map<string, { likeness: Likeness; ids: Set<string> }>();
  const leave = (likeness: Likeness, key: string, id: string) => {
    const sign = signs.get(`${likeness}|${key}`) ?? { likeness, ids: new Set<string>() };
    signs.set(`${likeness}|${key}`, { ...sign, ids: sign.ids.add(id) });
  };
  // A former name of one is compared with the present name of the other, so both leave the sign.
  const withFormer = new Set(
    people.filter(({ formerKana }) => formerKana.length > 0).map(({ birthDate }) => birthDate),
  );
  for (const { id, kana, formerKana, birthDate, phone } of people) {
    const digits = phoneKey(phone ?? '');
    if (digits.length >= 9) leave('phone', digits, id);
    if (!birthDate) continue;
    leave('name_birth', `${kanaKey(kana)}|${birthDate}`, id);
    if (withFormer.has(birthDate))
      for (const name of [kana, ...formerKana]) leave('former_birth', `${kanaKey(name)}|${birthDate}`, id);
    const [family, given] = partsOf(kana);
    if (family) leave('family_birth', `${family}|${birthDate}`, id);
    if (given) leave('given_birth', `${given}|${birthDate}`, id);
  }
  const pairs = new Map<string, { firstId: string; secondId: string; reasons: Set<Likeness> }>();
  for (const { likeness, ids } of signs.values()) {
    if (ids.size < 2 || ids.size > mostAlike) continue;
    for (const [firstId, secondId] of combinations([...ids].sort())) {
      const pair = pairs.get(firstId + secondId) ?? { firstId, secondId, reasons: new Set<Likeness>() };
      pair.reasons.add(likeness);
      pairs.set(firstId + secondId, pair);
    }
  }
  return [...pairs.values()].map(({ firstId, secondId, reasons }) => ({
    firstId,
    secondId,
    reasons: strongest(reasons),
  }));
}

/** What is said of a pair: the same whole name says all that its parts do. */
function strongest(reasons: ReadonlySet<Likeness>): Likeness[] {
  const isSameName = reasons.has('name_birth');
  const implied: readonly Likeness[] = isSameName
    ? ['former_birth', 'family_birth', 'given_birth']
    : reasons.has('former_birth')
      ? ['given_birth']
      : [];
  return likenessCodes.filter((code) => reasons.has(code) && !implied.includes(code));
}

/** Kana as people confuse them: づ and ず, ぢ and じ, small and large ones, long vowels. */
export function kanaKey(kana: string): string {
  return normalise(kana)
    .replaceAll(/[\s・]/gu, '')
    .replaceAll('づ', 'ず')
    .replaceAll('ぢ', 'じ')
    .replaceAll('ゃ', 'や')
    .replaceAll('ゅ', 'ゆ')
    .replaceAll('ょ', 'よ')
    .replaceAll('っ', 'つ')
    .replaceAll('を', 'お')
    .replaceAll(/[-ー]/gu, '')
    .replaceAll(/([おこそとのほもよろごぞどぼぽ])お/gu, '$1う');
}

/** Family and given name, where a space tells them apart. */
function partsOf(kana: string): [family: string | null, given: string | null] {
  const parts = kana.trim().split(/[\s　]+/u);
  return parts.length < 2 ? [null, null] : [kanaKey(parts[0]!), kanaKey(parts.slice(1).join(''))];
}

function* combinations(ids: readonly string[]): Generator<[string, string]> {
  for (let a = 0; a < ids.length; a += 1)
    for (let b = a + 1; b < ids.length; b += 1) yield [ids[a]!, ids[b]!];
}
