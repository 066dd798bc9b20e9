import { applyDecorators } from '@nestjs/common';
import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import {
  agencyFields,
  type EntryField,
  type EntryList,
  entryLists,
  listFields,
  visibilities,
} from '#libs/directory';
import { OpeningRulesPart, OpeningSpanPart } from './opening-hours.dto.js';

type Schema = Record<string, unknown>;

// What OpenAPI says of an entry, made of the same table that the form and its checks are made of.

/** An entry as its form reads and writes it; what is not given stays as it is. */
export function entrySchema(): Schema {
  return {
    type: 'object',
    properties: {
      ...fieldSchemas(agencyFields),
      areasInCharge: { type: 'array', items: { type: 'string' }, description: '管轄・圏域' },
      visibility: {
        type: 'object',
        description: '見せる範囲',
        additionalProperties: { type: 'string', enum: [...visibilities] },
      },
      ...Object.fromEntries(entryLists.map((list) => [list, { type: 'array', items: rowSchema(list) }])),
    },
  };
}

function rowSchema(list: EntryList): Schema {
  const { label, fields } = listFields[list];
  const id = { type: 'string', description: '新しい行には、ほかの行と違う文字をつける' };
  return {
    type: 'object',
    description: label,
    properties: { id, ...fieldSchemas(fields) },
    required: ['id'],
  };
}

function fieldSchemas(fields: Readonly<Record<string, EntryField>>): Schema {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      { ...fieldSchema(field), description: field.label, ...(isNullable(field) ? { nullable: true } : {}) },
    ]),
  );
}

function isNullable({ kind, required }: EntryField): boolean {
  return !required && !['lines', 'codes', 'links', 'flag', 'spans'].includes(kind);
}

function fieldSchema({ kind, max, min, codes }: EntryField): Schema {
  switch (kind) {
    case 'lines':
      return { type: 'array', items: { type: 'string', maxLength: max } };
    case 'codes':
      return { type: 'array', items: codesSchema(codes) };
    case 'code':
      return codesSchema(codes);
    case 'number':
      return { type: 'integer', minimum: min, maximum: max };
    case 'decimal':
      return { type: 'number', minimum: min, maximum: max };
    case 'flag':
      return { type: 'boolean' };
    case 'links':
      return {
        type: 'array',
        items: {
          type: 'object',
          properties: { label: { type: 'string' }, url: { type: 'string' } },
          required: ['label', 'url'],
        },
      };
    case 'opening':
      return { $ref: getSchemaPath(OpeningRulesPart) };
    case 'spans':
      return { type: 'object', additionalProperties: { $ref: getSchemaPath(OpeningSpanPart) } };
    case 'day':
      return { type: 'string', format: 'date' };
    default:
      return { type: 'string', maxLength: max };
  }
}

function codesSchema(codes: EntryField['codes']): Schema {
  return codes ? { type: 'string', enum: codes.map(([code]) => code) } : { type: 'string' };
}

/** An entry that is answered. */
export function ShowsEntry(): PropertyDecorator {
  return ApiProperty({ ...entrySchema(), required: true } as never);
}

/** An entry in a request. Its fields are checked against the table, all at once, by whoever takes it. */
export function EntryContent({ label }: { label: string }): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ ...entrySchema(), description: label, required: true } as never),
    IsObject({ message: `${label}: 項目ごとに指定してください。`, context: { label } }),
  );
}
