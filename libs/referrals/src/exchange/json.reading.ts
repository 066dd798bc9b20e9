import { deepestNesting, mostValues } from './exchange.limits.js';

/** Something out of a file that others wrote: nothing is known of it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };

/** An object out of such a file. */
export type JsonObject = { readonly [field: string]: Json };

// PostgreSQL keeps no NUL, and half of a surrogate pair is no character: it would come back as another text.
const unkeepable = /[\0\p{Surrogate}]/u;

/** The content of a file as an object; undefined when it is none, or one that nobody could keep. */
export function objectIn(content: string): JsonObject | undefined {
  try {
    const value = JSON.parse(content) as Json;
    return isObject(value) && isBearable(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The object in a field. */
export function part(of: Json | undefined, field: string): JsonObject | undefined {
  const value = isObject(of) ? of[field] : undefined;
  return isObject(value) ? value : undefined;
}

/** The objects in a field that is a list; none when it is not. */
export function parts(of: Json | undefined, field: string): JsonObject[] {
  const value = isObject(of) ? of[field] : undefined;
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

/** The text in a field, without white space around it; empty when there is none. */
export function text(of: Json | undefined, field: string): string {
  const value = isObject(of) ? of[field] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

/** The first characters of a text; never half of one. */
export function cut(words: string, most: number): string {
  return words.length <= most ? words : [...words].slice(0, most).join('');
}

/** Whether it is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBearable(root: Json): boolean {
  const waiting: { value: Json; depth: number }[] = [{ value: root, depth: 0 }];
  let seen = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if ((seen += 1) > mostValues) return false;
    if (typeof value === 'string' && unkeepable.test(value)) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= deepestNesting) return false;
    for (const inner of Object.values(value) as Json[]) waiting.push({ value: inner, depth: depth + 1 });
  }
  return true;
}
