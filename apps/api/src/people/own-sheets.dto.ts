import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import {
  categoryCodes,
  type DataCategory,
  ownSheetForms,
  ownSheetKinds,
  type OwnSheetKind,
} from '#libs/people';
import { NotFound } from '#libs/platform';
import { Day, SomeOf, Text, WholeNumber } from '../http/fields.js';

/** The kinds of data that are parts of the person's own sheets. */
export const ownSheetCategories = ownSheetKinds.flatMap((kind) =>
  ownSheetForms[kind].parts.map(({ category }) => category),
);

/** What stands in the parts, by kind of data; each sheet has fields of its own, and the lib checks them. */
function Sections(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: 'object',
      additionalProperties: { type: 'object', additionalProperties: true },
      description: '記入内容',
    }),
    IsObject({ message: '記入内容: 記入内容を送ってください。', context: { label: '記入内容' } }),
  );
}

/** A sheet as it is to stand. */
export class OwnSheetRequest {
  @Day({ label: '活用に同意した日', optional: true })
  agreedOn?: string | null;

  @Sections()
  sections!: Record<string, unknown>;

  @SomeOf(ownSheetCategories, { label: '伝えてよい部分' })
  shared!: DataCategory[];

  @Text({ label: '更新した理由', max: 500 })
  why!: string;
}

/** What somebody has typed so far. */
export class OwnSheetDraftRequest {
  @Day({ label: '活用に同意した日', optional: true })
  agreedOn?: string | null;

  @Sections()
  sections!: Record<string, unknown>;

  @SomeOf(ownSheetCategories, { label: '伝えてよい部分' })
  shared!: DataCategory[];

  @Text({ label: '更新した理由', max: 500, min: 0 })
  why!: string;

  @WholeNumber({ label: 'もとの版', min: 0, max: 1_000_000 })
  begunFrom!: number;
}

/** An earlier version is to hold again. */
export class RestorationRequest {
  @Text({ label: '戻す理由', max: 500 })
  why!: string;
}

/** Which parts are to be printed; all of them when none is named. */
export class SheetPrintQuery {
  @SomeOf(categoryCodes, { label: '印刷する部分', optional: true })
  parts?: DataCategory[];
}

/** The sheet of an address. @throws {NotFound} */
export function knownSheet(code: string): OwnSheetKind {
  const known = ownSheetKinds.find((kind) => kind === code);
  if (!known) throw new NotFound();
  return known;
}

/** The version of an address. @throws {NotFound} */
export function knownVersion(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new NotFound();
  return Number(text);
}
