import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every class of the API that becomes a schema of the published description, by name. */
function schemaNames(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(
        /^export class (\w+(?:View|Request|Query|Part))\b/gm,
      ),
    ])
    .map(([, name]) => name!);
}

// Two classes of one name become one schema, silently: the description would lie about one of them.
it('no two schemas of the API share a name', () => {
  const names = schemaNames('apps/api/src');
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
