import type { DataCategory } from '../data-category.js';
import { msfasForm } from './msfas.form.js';
import type { OwnSheetField } from './own-sheet.field.js';
import { passportForm } from './passport.form.js';

/** The sheets that belong to the person. */
export const ownSheetKinds = ['passport', 'msfas'] as const;
export type OwnSheetKind = (typeof ownSheetKinds)[number];

/** One part of a sheet: a kind of data of its own, so that the person decides about it alone. */
export interface OwnSheetPart {
  readonly category: DataCategory;
  readonly number: number;
  readonly name: string;
  readonly fields: readonly OwnSheetField[];
}

/** A sheet: its title, and its parts in order. */
export interface OwnSheetForm {
  readonly name: string;
  /** Whether the day stands on it on which the person agreed to its use. */
  readonly asksAgreement: boolean;
  readonly parts: readonly OwnSheetPart[];
}

const numbered = (
  parts: readonly { category: DataCategory; name: string; fields: readonly OwnSheetField[] }[],
): OwnSheetPart[] => parts.map((part, at) => ({ ...part, number: at + 1 }));

export const ownSheetForms: Readonly<Record<OwnSheetKind, OwnSheetForm>> = {
  passport: { name: '就労パスポート', asksAgreement: false, parts: numbered(passportForm) },
  msfas: {
    name: 'MSFAS（ストレス・疲労アセスメントシート）',
    asksAgreement: true,
    parts: numbered(msfasForm),
  },
};

/** The part of a sheet that holds this kind of data, with its sheet; undefined for all other kinds. */
export function partOf(category: DataCategory): { kind: OwnSheetKind; part: OwnSheetPart } | undefined {
  for (const kind of ownSheetKinds) {
    const part = ownSheetForms[kind].parts.find((candidate) => candidate.category === category);
    if (part) return { kind, part };
  }
  return undefined;
}
