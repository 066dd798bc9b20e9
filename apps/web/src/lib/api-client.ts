import createClient from 'openapi-fetch';
import type { components, paths } from './api-schema.js';
import { noteAnswer } from './last-answer.js';
import { Problem, Unreachable } from './problem.js';

/** The API of the portal, on the same origin, in the words of its OpenAPI document. */
export const api = createClient<paths>({
  baseUrl: '',
  credentials: 'same-origin',
  querySerializer: { array: { style: 'form', explode: true } },
  fetch: async (request) => {
    try {
      const response = await fetch(request);
      noteAnswer(response);
      return response;
    } catch (failure) {
      if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
      throw new Unreachable('', { cause: failure });
    }
  },
});

/** What the server shows, by the name it has in the OpenAPI document. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

type Answer = { data?: unknown; error?: unknown; response: Response };

/** The body of a good answer; a refusal is thrown as a `Problem`. */
export async function bodyOf<Given extends Answer>(
  answer: Promise<Given>,
): Promise<Exclude<Given['data'], undefined>> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new Problem(response.status, asProblem(error));
  return data as Exclude<Given['data'], undefined>;
}

/** The version one has seen, as the header that guards a change. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}

/** The key that makes a repeated send harmless. */
export function onceBy(key: string): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key };
}

function asProblem(error: unknown): Record<string, unknown> {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
}
