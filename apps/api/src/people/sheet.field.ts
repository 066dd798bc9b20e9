import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { registerDecorator } from 'class-validator';
import { longestSheetText } from '#libs/people';

/** An object of texts, by the codes of a category's fields. Which codes those are depends on the address. */
export function Sheet({ label }: { label: string }): PropertyDecorator {
  const message = `${label}: 各項目は${longestSheetText}文字以内の文字で入力してください。`;
  return applyDecorators(
    ApiProperty({
      type: 'object',
      additionalProperties: { type: 'string', maxLength: longestSheetText },
      description: label,
    }),
    (target: object, propertyName: string | symbol) => {
      registerDecorator({
        name: 'isSheet',
        target: target.constructor,
        propertyName: String(propertyName),
        options: { message, context: { label } },
        validator: { validate: isSheet },
      });
    },
  );
}

function isSheet(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === 'string' && text.length <= longestSheetText);
}
