import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldProblem, Invalid, Malformed, type PortalError } from '#libs/platform';

/** Checks every body and query against its DTO: unknown fields are refused by name, wrong ones all at once. */
export function validation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: refusalOf,
  });
}

function refusalOf(errors: ValidationError[]): PortalError {
  const problems = errors.flatMap((error) => problemsOf(error, ''));
  const unknown = problems.filter((problem) => problem.unknown);
  if (unknown.length > 0) {
    const names = unknown.map((problem) => `「${problem.field}」`).join('、');
    return new Malformed('input.unknown_field', `知らない項目${names}があります。`, unknown.map(withoutMark));
  }
  return new Invalid(problems.map(withoutMark));
}

type Problem = FieldProblem & { unknown: boolean };

function problemsOf(error: ValidationError, path: string): Problem[] {
  const field = path + error.property;
  const inner = (error.children ?? []).flatMap((child) => problemsOf(child, `${field}.`));
  const rules = Object.entries(error.constraints ?? {});
  if (rules.length === 0) return inner;
  const unknown = rules.some(([rule]) => rule === 'whitelistValidation');
  const contexts = Object.values((error.contexts ?? {}) as Record<string, { label?: string }>);
  const label = contexts.find((context) => context.label)?.label ?? field;
  const detail = unknown ? 'この項目は受け付けていません。' : (mostTelling(rules) ?? '');
  return [{ field, label, detail, unknown }, ...inner];
}

/** A missing value breaks every rule of its field; the first rule written there says it best. */
function mostTelling(rules: [string, string][]): string | undefined {
  const empty = rules.find(([rule]) => rule === 'minLength');
  return (empty ?? rules.at(-1))?.[1];
}

function withoutMark({ field, label, detail }: Problem): FieldProblem {
  return { field, label, detail };
}
