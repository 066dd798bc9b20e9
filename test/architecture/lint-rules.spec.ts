import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { plantTree } from './planted.tree.js';

interface Finding {
  code: string;
  filename: string;
}

/** What the house bans, each once: the rule, the file, and the code that breaks it. */
const plants: readonly (readonly [rule: string, file: string, code: string])[] = [
  [
    'typescript(no-explicit-any)',
    'libs/people/src/any.ts',
    `export const it = (value: any): unknown => value;`,
  ],
  ['house(no-enum)', 'libs/people/src/enum.ts', `export enum State { Draft }`],
  [
    'eslint(no-restricted-properties)',
    'libs/people/src/runner.ts',
    `export const it = (db: { createQueryRunner(): unknown }) => db.createQueryRunner();`,
  ],
  ['node(no-process-env)', 'libs/people/src/environment.ts', `export const it = process.env['PORT'];`],
  [
    'typescript(no-floating-promises)',
    'libs/people/src/floating.ts',
    `async function later(): Promise<void> { await Promise.resolve(); }\nexport function it(): void { later(); }`,
  ],
  [
    'typescript(no-misused-promises)',
    'libs/people/src/misused.ts',
    `async function later(): Promise<boolean> { return Promise.resolve(true); }\nexport function it(): number { return later() ? 1 : 2; }`,
  ],
  [
    'typescript(switch-exhaustiveness-check)',
    'libs/people/src/switch.ts',
    `export function it(state: 'draft' | 'sent'): number { switch (state) { case 'draft': return 1; } return 2; }`,
  ],
  ['unicorn(filename-case)', 'libs/people/src/CamelCase.ts', `export const it = 1;`],
  ['eslint(no-console)', 'libs/people/src/console.ts', `export function it(): void { console.log('x'); }`],
];

const sound = {
  'libs/people/src/sound.ts': `export type State = 'draft' | 'sent';\nexport const first: State = 'draft';`,
  'libs/platform/src/config/config.ts': `export const port = process.env['PORT'];`,
};

describe('the linter', () => {
  let found: Finding[];
  beforeAll(async () => {
    const tree = plantTree({ ...sound, ...Object.fromEntries(plants.map(([, file, code]) => [file, code])) });
    found = await lint(tree.folder);
    tree.remove();
  });

  it.each(plants)('reports %s in %s', (rule, file) => {
    expect(found.filter(({ filename }) => filename === file).map(({ code }) => code)).toContain(rule);
  });

  it('says nothing about sound code', () => {
    expect(found.filter(({ filename }) => filename in sound)).toEqual([]);
  });
});

async function lint(folder: string): Promise<Finding[]> {
  const program = resolve('node_modules/oxlint/bin/oxlint');
  const json = await new Promise<string>((done, fail) => {
    execFile(
      process.execPath,
      [program, '--type-aware', '--format', 'json', 'libs'],
      { cwd: folder, maxBuffer: 1 << 26 },
      (error, stdout) => (stdout === '' && error ? fail(error) : done(stdout)),
    );
  });
  return (JSON.parse(json) as { diagnostics: Finding[] }).diagnostics;
}
