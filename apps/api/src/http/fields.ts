import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { isCalendarDay } from './calendar-day.js';

interface FieldOptions {
  /** What the form calls the field. */
  label: string;
  /** The field may be left out or null. */
  optional?: boolean;
}

// One decorator per field says what is allowed, what the form calls it and what OpenAPI publishes.
// The rules of a field are looked at together, so that the answer can name every wrong field at once.

/** A text of `min` to `max` characters; white space around it is dropped. */
export function Text(options: FieldOptions & { max: number; min?: number }): PropertyDecorator {
  const { label, max, min = 1 } = options;
  return field(
    options,
    { type: 'string', minLength: min, maxLength: max },
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsString(says(label, '文字で入力してください')),
    MinLength(min, says(label, min === 1 ? '入力してください' : `${min}文字以上で入力してください`)),
    MaxLength(max, says(label, `${max}文字以内で入力してください`)),
  );
}

/** A text that is kept exactly as typed: a password, a token. */
export function Secret(options: FieldOptions & { max: number }): PropertyDecorator {
  const { label, max } = options;
  return field(
    options,
    { type: 'string', maxLength: max },
    IsString(says(label, '入力してください')),
    MinLength(1, says(label, '入力してください')),
    MaxLength(max, says(label, `${max}文字以内で入力してください`)),
  );
}

/** One e-mail address. */
export function EmailAddress(options: FieldOptions): PropertyDecorator {
  return field(
    options,
    { type: 'string', format: 'email', maxLength: 254 },
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsEmail({}, says(options.label, 'メールアドレスの形（例 name@example.jp）で入力してください')),
    MaxLength(254, says(options.label, '254文字以内で入力してください')),
  );
}

/** The id of another thing. */
export function Id(options: FieldOptions): PropertyDecorator {
  return field(
    options,
    { type: 'string', format: 'uuid' },
    // As the database writes them: ids are compared as texts.
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    IsUUID('all', says(options.label, '選択してください')),
  );
}

/** The ids of several other things, each once, in the order given. */
export function SomeIds(options: FieldOptions & { max: number }): PropertyDecorator {
  const { label, max } = options;
  return field(
    options,
    { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: max },
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value)
        ? value.map((id) => (typeof id === 'string' ? id.toLowerCase() : (id as unknown)))
        : value,
    ),
    IsArray(says(label, '一覧で指定してください')),
    ArrayMaxSize(max, says(label, `${max}件までにしてください`)),
    ArrayUnique(says(label, '同じものを二度選択できません')),
    IsUUID('all', { each: true, ...says(label, '選択してください') }),
  );
}

/** One of a list of codes. */
export function OneOf(codes: readonly string[], options: FieldOptions): PropertyDecorator {
  return field(
    options,
    { type: 'string', enum: [...codes] },
    IsIn([...codes], says(options.label, `次のどれかを選択してください（${codes.join('、')}）`)),
  );
}

/** Several of a list of codes, each once. */
export function SomeOf(
  codes: readonly string[],
  options: FieldOptions & { min?: number },
): PropertyDecorator {
  const { label, min = 0 } = options;
  return field(
    options,
    { type: 'array', items: { type: 'string', enum: [...codes] }, minItems: min },
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.split(',').filter(Boolean) : value,
    ),
    IsArray(says(label, '一覧から選択してください')),
    ArrayMinSize(min, says(label, `${min}つ以上選択してください`)),
    ArrayUnique(says(label, '同じものを二度選択できません')),
    IsIn([...codes], { each: true, ...says(label, '一覧にあるものを選択してください') }),
  );
}

/** Several of a list of numbers, each once. */
export function SomeNumbersOf(numbers: readonly number[], options: FieldOptions): PropertyDecorator {
  const { label } = options;
  return field(
    options,
    { type: 'array', items: { type: 'integer', enum: [...numbers] } },
    IsArray(says(label, '一覧から選択してください')),
    ArrayUnique(says(label, '同じものを二度選択できません')),
    IsIn([...numbers], { each: true, ...says(label, '一覧にあるものを選択してください') }),
  );
}

/** A calendar day as YYYY-MM-DD; days that do not exist are refused. */
export function Day(options: FieldOptions): PropertyDecorator {
  return field(
    options,
    { type: 'string', format: 'date' },
    isCalendarDay(says(options.label, '日付を「2026-04-01」の形で入力してください')),
  );
}

/** A whole number. In a query it arrives as text. */
export function WholeNumber(
  options: FieldOptions & { min: number; max: number; standard?: number },
): PropertyDecorator {
  const { label, min, max, standard } = options;
  return field(
    { ...options, optional: options.optional ?? standard !== undefined },
    { type: 'integer', minimum: min, maximum: max, ...(standard === undefined ? {} : { default: standard }) },
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
    ),
    IsInt(says(label, '整数で入力してください')),
    Min(min, says(label, `${min}以上にしてください`)),
    Max(max, says(label, `${max}以下にしてください`)),
  );
}

/** Yes or no. */
export function Flag(options: FieldOptions): PropertyDecorator {
  return field(
    options,
    { type: 'boolean' },
    Transform(({ value }: { value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    IsBoolean(says(options.label, 'はい・いいえで指定してください')),
  );
}

/** A text of a fixed form. */
export function Matching(
  pattern: RegExp,
  options: FieldOptions & { says: string; max: number },
): PropertyDecorator {
  return field(
    options,
    { type: 'string', pattern: pattern.source, maxLength: options.max },
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsString(says(options.label, '文字で入力してください')),
    MaxLength(options.max, says(options.label, `${options.max}文字以内で入力してください`)),
    Matches(pattern, says(options.label, options.says)),
  );
}

/** Several codes of one form, each once. */
export function SomeMatching(
  pattern: RegExp,
  options: FieldOptions & { says: string; max: number },
): PropertyDecorator {
  const { label, max } = options;
  return field(
    options,
    { type: 'array', items: { type: 'string', pattern: pattern.source }, maxItems: max },
    IsArray(says(label, '一覧で指定してください')),
    ArrayMaxSize(max, says(label, `${max}件までにしてください`)),
    ArrayUnique(says(label, '同じものを二度選択できません')),
    Matches(pattern, { each: true, ...says(label, options.says) }),
  );
}

/** A list of parts, each validated by its own class. */
export function Parts(
  part: () => new () => object,
  options: FieldOptions & { min?: number; max: number },
): PropertyDecorator {
  const { label, min = 0, max } = options;
  return field(
    options,
    { type: () => [part()], minItems: min, maxItems: max },
    IsArray(says(label, '一覧で指定してください')),
    ArrayMinSize(min, says(label, `${min}件以上指定してください`)),
    ArrayMaxSize(max, says(label, `${max}件までにしてください`)),
    // An empty list in the place of a part has nothing to validate, and would pass.
    IsObject({ each: true, ...says(label, '内容を確認してください') }),
    ValidateNested({ each: true, ...says(label, '内容を確認してください') }),
    Type(part),
  );
}

/** One part with fields of its own. */
export function Part(part: () => new () => object, options: FieldOptions): PropertyDecorator {
  const rule = says(options.label, '内容を確認してください');
  return field(options, { type: () => part() }, ValidateNested(rule), IsObject(rule), Type(part));
}

type Published = Parameters<typeof ApiProperty>[0];

function field(options: FieldOptions, published: object, ...rules: PropertyDecorator[]): PropertyDecorator {
  const description = options.label;
  const required = !options.optional;
  const property = {
    ...published,
    description,
    required,
    ...(required ? {} : { nullable: true }),
  } as Published;
  return applyDecorators(ApiProperty(property), ...(required ? [] : [IsOptional()]), ...rules);
}

function says(label: string, expected: string) {
  return { message: `${label}: ${expected}。`, context: { label } };
}
