import { type JsonObject, parts, text } from './json.reading.js';

/** One entry of a bundle, and the address under which others point to it. */
export interface Entry {
  readonly url: string;
  readonly resource: JsonObject;
}

/** The entries of one kind. */
export function of(entries: readonly Entry[], kind: string): JsonObject[] {
  return entries.map(({ resource }) => resource).filter((one) => text(one, 'resourceType') === kind);
}

/** The entry that a reference points to, by its full address or by kind and id. */
export function referred(
  entries: readonly Entry[],
  reference: JsonObject | undefined,
): JsonObject | undefined {
  const address = text(reference, 'reference');
  if (address === '') return undefined;
  return entries.find(
    ({ url, resource }) =>
      url === address || `${text(resource, 'resourceType')}/${text(resource, 'id')}` === address,
  )?.resource;
}

/** Whether something is about the person of the request: it names them, or nobody. */
export function isAbout(
  entries: readonly Entry[],
  patient: JsonObject,
  subject: JsonObject | undefined,
): boolean {
  return text(subject, 'reference') === '' || referred(entries, subject) === patient;
}

/** Whether a modifier that is not understood may turn the meaning round. */
export function hasUnknownMeaning(resource: JsonObject): boolean {
  return parts(resource, 'modifierExtension').length > 0 || text(resource, 'implicitRules') !== '';
}
