import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { registerDecorator } from 'class-validator';
import { categories, categoryCodes, type DataCategory } from '#libs/people';
import {
  longestOf,
  type ParticularsRecord,
  type ReferralPurpose,
  referralPurposeCodes,
  type ReferralType,
  referralTypeCodes,
  referralTypes,
  type TypeFieldCode,
  typeField,
  type TypeFieldKind,
  typeFieldKinds,
  typeRow,
  untoldIn,
} from '#libs/referrals';
import { ShowsFlag, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** The fields of a type by their codes; which those are depends on the draft. */
export class ParticularsRequest {
  @Values({ label: '種別ごとの項目' })
  values!: Record<string, string>;
}

/** One choice of a field. */
export class ParticularChoiceView {
  @ShowsText() code!: string;
  @ShowsText() name!: string;
}

/** A field that the type asks for, with what was filled in. */
export class ParticularView {
  @ShowsText() code!: string;
  @ShowsText() label!: string;
  @ShowsText({ codes: typeFieldKinds }) kind!: TypeFieldKind;
  @ShowsFlag() required!: boolean;
  /** Worked out by the portal. */
  @ShowsFlag() derived!: boolean;
  @ShowsNumber({ nullable: true }) max!: number | null;
  @ShowsView(() => ParticularChoiceView, { list: true }) choices!: ParticularChoiceView[];
  @ShowsText({ codes: categoryCodes }) category!: DataCategory;
  @ShowsText() categoryName!: string;
  /** Whether the kind of data is among those that are told. */
  @ShowsFlag() told!: boolean;
  @ShowsText() value!: string;
}

/** What the type of a draft asks for. */
export class ParticularsView {
  @ShowsText({ codes: referralTypeCodes, nullable: true }) type!: ReferralType | null;
  @ShowsText({ nullable: true }) typeName!: string | null;
  /** For what such a referral is usually sent. */
  @ShowsText({ list: true, codes: referralPurposeCodes }) purposes!: ReferralPurpose[];
  /** The types of agency to which it usually goes. */
  @ShowsText({ list: true }) agencyTypes!: string[];
  @ShowsText({ list: true, codes: categoryCodes }) untold!: DataCategory[];
  @ShowsView(() => ParticularView, { list: true }) fields!: ParticularView[];
  @ShowsNumber() version!: number;
}

/** The form of a draft's type, filled in as far as it is. */
export function presentParticulars({
  type,
  values,
  categories: told,
  version,
}: ParticularsRecord): ParticularsView {
  const row = type ? typeRow(type) : undefined;
  return {
    type,
    typeName: type && referralTypes[type],
    purposes: [...(row?.purposes ?? [])],
    agencyTypes: [...(row?.agencyTypes ?? [])],
    untold: untoldIn(values, told),
    fields: (row?.fields ?? []).map((code) => ({
      ...presentField(code, told),
      required: row?.required.includes(code) ?? false,
      value: values[code] ?? '',
    })),
    version,
  };
}

/** A field without what was filled in. */
export function presentField(code: TypeFieldCode, told: readonly DataCategory[]) {
  const { label, kind, max, choices = {}, category, derived = false } = typeField(code);
  return {
    code,
    label,
    kind,
    derived,
    max: max ?? (kind === 'text' || kind === 'long' ? longestOf[kind] : null),
    choices: Object.entries(choices).map(([choice, name]) => ({ code: choice, name })),
    category,
    categoryName: categories[category].name,
    told: told.includes(category),
  };
}

/** An object of texts by code. */
export function Values({ label }: { label: string }): PropertyDecorator {
  const message = `${label}: 各項目は${longestOf.long}文字以内の文字で入力してください。`;
  return applyDecorators(
    ApiProperty({
      type: 'object',
      additionalProperties: { type: 'string', maxLength: longestOf.long },
      description: label,
    }),
    (target: object, propertyName: string | symbol) => {
      registerDecorator({
        name: 'isValues',
        target: target.constructor,
        propertyName: String(propertyName),
        options: { message, context: { label } },
        validator: { validate: isValues },
      });
    },
  );
}

function isValues(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === 'string' && text.length <= longestOf.long);
}
