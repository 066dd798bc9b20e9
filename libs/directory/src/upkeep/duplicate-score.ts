import { nameKey } from '../search/corporation-forms.js';
import { normalise, phoneKey } from '../search/normalise.js';

/** Why two entries are taken for one agency, or rather not. */
export type DuplicateSign =
  | 'office_number'
  | 'phone'
  | 'name'
  | 'like_name'
  | 'other_name'
  | 'address'
  | 'near'
  | 'corporation'
  | 'same_area'
  | 'other_office_number'
  | 'other_type'
  | 'other_area'
  | 'other_ordinal';

/** One reason, with its words and how much it weighs; what speaks against it weighs less than nothing. */
export interface DuplicateReason {
  readonly code: DuplicateSign;
  readonly text: string;
  readonly weight: number;
}

/** What of an entry is compared. */
export interface Comparable {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly formerNames: readonly string[];
  readonly legalName: string | null;
  readonly corporationNumber: string | null;
  readonly officeNumber: string | null;
  readonly type: string;
  readonly area: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** From this sum on a pair is shown. */
export const suspicious = 50;

/** How likely two entries are the same agency, and every reason for and against it, the weightiest first. */
export function compareEntries(
  one: Comparable,
  other: Comparable,
): { score: number; reasons: DuplicateReason[] } {
  const reasons = [
    ...numberReasons(one, other),
    ...nameReasons(one, other),
    ...placeReasons(one, other),
    ...phoneReason(one, other),
  ].toSorted((a, b) => b.weight - a.weight);
  const score = reasons.reduce((sum, { weight }) => sum + weight, 0);
  return { score: Math.max(0, Math.min(100, score)), reasons };
}

function numberReasons(one: Comparable, other: Comparable): DuplicateReason[] {
  const offices = both(one.officeNumber, other.officeNumber);
  const corporation =
    equal(one.corporationNumber, other.corporationNumber) ||
    (one.legalName !== null && equal(nameKey(one.legalName), other.legalName && nameKey(other.legalName)));
  return [
    ...(offices && one.officeNumber === other.officeNumber
      ? [reason('office_number', 50, `事業所番号が同じ（${one.officeNumber}）`)]
      : []),
    ...(offices && one.officeNumber !== other.officeNumber
      ? [reason('other_office_number', -20, '事業所番号がちがう')]
      : []),
    ...(corporation ? [reason('corporation', 10, '法人が同じ')] : []),
    ...(one.type === other.type ? [] : [reason('other_type', -20, '機関の種類がちがう')]),
  ];
}

function phoneReason(one: Comparable, other: Comparable): DuplicateReason[] {
  const [key, beside] = [phoneKey(one.phone ?? ''), phoneKey(other.phone ?? '')];
  return key.length >= 9 && key === beside ? [reason('phone', 30, `電話番号が同じ（${one.phone}）`)] : [];
}

function nameReasons(one: Comparable, other: Comparable): DuplicateReason[] {
  const [name, beside] = [nameKey(one.name), nameKey(other.name)];
  if (name === beside) return [reason('name', 40, '名前が同じ（法人格や表記のちがいを除く）')];
  if (ordinalOf(one.name) !== ordinalOf(other.name) && stemOf(name) === stemOf(beside))
    return [reason('other_ordinal', -40, '名前の番号がちがう')];
  const called = (entry: Comparable) => [...entry.aliases, ...entry.formerNames].map(nameKey);
  if (called(one).includes(beside) || called(other).includes(name))
    return [reason('other_name', 30, '通称・以前の名前と同じ')];
  const likeness = dice(name, beside);
  return likeness >= 0.75
    ? [reason('like_name', 25, `名前がよく似ている（${Math.round(likeness * 100)}%）`)]
    : [];
}

function placeReasons(one: Comparable, other: Comparable): DuplicateReason[] {
  if (both(one.area, other.area) && one.area !== other.area)
    return [reason('other_area', -25, '市区町村がちがう')];
  const [address, beside] = [addressKey(one.address), addressKey(other.address)];
  if (address !== '' && address === beside) return [reason('address', 25, '所在地が同じ')];
  const metres = distance(one, other);
  if (metres !== null && metres <= 100)
    return [reason('near', 15, `地図の上で${Math.max(1, Math.round(metres))}mしか離れていない`)];
  return both(one.area, other.area) ? [reason('same_area', 10, '市区町村が同じ')] : [];
}

function reason(code: DuplicateSign, weight: number, text: string): DuplicateReason {
  return { code, weight, text };
}

function both(one: string | null, other: string | null): boolean {
  return one !== null && one !== '' && other !== null && other !== '';
}

function equal(one: string | null, other: string | null): boolean {
  return both(one, other) && one === other;
}

/** 1-2-3, 1丁目2番3号 and １丁目２番地３ are one address. */
function addressKey(address: string | null): string {
  return normalise(
    (address ?? '').normalize('NFKC').replace(/丁目|番地の|番地|番|号(?!室|館|棟)|の(?=\d)/g, '-'),
  ).replace(/(?<!ー)ー+$/, '');
}

/** The number at the end of a name: 第2, ２号館, Ⅱ. */
function ordinalOf(name: string): string {
  return (
    /((?<!\d)\d+|[一二三四五六七八九十])(?:号?館|号|ユニット)?$/.exec(name.normalize('NFKC').trim())?.[1] ??
    ''
  );
}

function stemOf(key: string): string {
  return key.replace(/(?:第?(?:(?<!\d)\d+|[一二三四五六七八九十]))(?:号?館|号|ゆにっと)?$/, '');
}

/** How many pairs of neighbouring characters two names share (Sørensen–Dice). */
function dice(one: string, other: string): number {
  const [pairs, beside] = [pairsOf(one), pairsOf(other)];
  if (pairs.size === 0 || beside.size === 0) return 0;
  const shared = [...pairs].filter((pair) => beside.has(pair)).length;
  return (2 * shared) / (pairs.size + beside.size);
}

function pairsOf(text: string): Set<string> {
  const letters = [...text];
  return new Set(letters.slice(1).map((letter, at) => letters[at]! + letter));
}

/** Metres between two places that are near each other. */
function distance(one: Comparable, other: Comparable): number | null {
  if (one.latitude === null || one.longitude === null || other.latitude === null || other.longitude === null)
    return null;
  const degree = 111_320;
  const north = (one.latitude - other.latitude) * degree;
  const east = (one.longitude - other.longitude) * degree * Math.cos((one.latitude * Math.PI) / 180);
  return Math.hypot(north, east);
}
