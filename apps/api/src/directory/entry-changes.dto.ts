import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString } from 'class-validator';
import { Flag, OneOf, Text } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** Which part of a history is wanted. */
export class HistoryQuery extends PageQuery {
  /** The first step of a path: `phone`, `services`. */
  @Text({ label: '項目', max: 50, optional: true })
  field?: string;
}

/** Which changes are wanted. */
export class EntryChangesQuery extends PageQuery {
  @OneOf(['waiting'], { label: '状態', optional: true })
  state?: 'waiting';
}

/** Paths of fields. */
export function Paths(): PropertyDecorator {
  const says = { message: '項目: 一覧から選択してください。', context: { label: '項目' } };
  return applyDecorators(
    ApiProperty({
      type: 'array',
      items: { type: 'string' },
      description: '項目（ないときはすべて）',
      required: false,
      nullable: true,
    }),
    IsOptional(),
    IsArray(says),
    ArrayMaxSize(1000, says),
    IsString({ each: true, ...says }),
  );
}

/** Which fields of a change are meant. */
export class ChosenFieldsRequest {
  @Paths()
  paths?: string[] | null;

  /** What was changed since has been seen, and is to be replaced. */
  @Flag({ label: 'あとから変わった項目も置き換える', optional: true })
  overwrite?: boolean | null;
}

/** An approval, whole or field by field. */
export class ApprovalRequest extends ChosenFieldsRequest {
  @Text({ label: '連絡', max: 500, min: 0, optional: true })
  note?: string | null;
}

/** A refusal; why is said to the agency. */
export class RefusalRequest {
  @Text({ label: '理由', max: 500 })
  note!: string;
}
