import { type MergePatch, officialSchemas } from './patches.js';

/**
 * A schema of the profile for validators: the official one, by its address, and what the profile asks for beyond it. As the
 * profile only ever asks for more, that is the same as the two merged.
 */
export function publishedSchema(name: string, patch: MergePatch, folder: string): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${folder}/${name}.json`,
    title: `HSDS-JP employment support: ${name}`,
    allOf: [{ $ref: `${officialSchemas}/${name}.json` }, patch],
  };
}
