import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { plantTree } from './planted.tree.js';

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

/** A tree in which everything is allowed; each plant below breaks exactly one rule of it. */
const sound = {
  'libs/platform/src/index.ts': `export { clock } from './clock.js';`,
  'libs/platform/src/clock.ts': `export const clock = 1;`,
  'libs/audit/src/index.ts': `import { clock } from '#libs/platform'; export const audit = clock;`,
  'libs/identity/src/index.ts': `import { audit } from '#libs/audit'; export const identity = audit;`,
  'libs/directory/src/index.ts': `import { identity } from '#libs/identity'; export const directory = identity;`,
  'libs/people/src/index.ts': `import { directory } from '#libs/directory'; export const people = directory;`,
  'libs/referrals/src/index.ts': `import { people } from '#libs/people'; export const referrals = people;`,
  'apps/api/src/app.ts': `import { referrals } from '#libs/referrals'; export const api = referrals;`,
  'apps/worker/src/app.ts': `import { referrals } from '#libs/referrals'; export const worker = referrals;`,
  'apps/portal/src/start.ts': `import { api } from '../../api/src/app.js'; import { worker } from '../../worker/src/app.js'; export const all = [api, worker];`,
  'apps/web/src/components/button.tsx': `export const button = 1;`,
  'apps/web/src/features/people/page.tsx': `import { button } from '../../components/button.js'; export const page = button;`,
  'apps/web/src/app/router.tsx': `import { page } from '../features/people/page.js'; export const routes = [page];`,
  'migrations/1764000000000-create-nothing.ts': `export class CreateNothing1764000000000 {}`,
};

/** One violation of each kind: the rule, where it is planted, and the code that breaks it. */
const plants: readonly (readonly [rule: string, file: string, code: string])[] = [
  ['platform-uses-only-its-line', 'libs/platform/src/tells.ts', `export { audit } from '#libs/audit';`],
  ['audit-uses-only-its-line', 'libs/audit/src/who.ts', `export { identity } from '#libs/identity';`],
  [
    'identity-uses-only-its-line',
    'libs/identity/src/whose.ts',
    `export { directory } from '#libs/directory';`,
  ],
  ['directory-uses-only-its-line', 'libs/directory/src/whom.ts', `export { people } from '#libs/people';`],
  ['people-uses-only-its-line', 'libs/people/src/sent.ts', `export { referrals } from '#libs/referrals';`],
  ['referrals-uses-only-its-line', 'libs/referrals/src/seat.ts', `export { seat } from '#libs/meetings';`],
  ['lib-has-a-line', 'libs/newcomer/src/index.ts', `export { clock } from '#libs/platform';`],
  ['through-the-door', 'libs/people/src/deep.ts', `export { clock } from '../../platform/src/clock.js';`],
  [
    'through-the-door-from-outside',
    'apps/api/src/deep.ts',
    `export { clock } from '../../../libs/platform/src/clock.js';`,
  ],
  ['libs-do-not-know-apps', 'libs/people/src/asks.ts', `export { api } from '../../../apps/api/src/app.js';`],
  [
    'libs-know-no-http',
    'libs/people/src/speaks.ts',
    `import { FastifyAdapter } from '@nestjs/platform-fastify'; export const it = FastifyAdapter;`,
  ],
  [
    'libs-know-no-http',
    'libs/people/src/raw.ts',
    `import fastify from 'fastify'; export const it = fastify;`,
  ],
  [
    'libs-know-no-http',
    'libs/people/src/described.ts',
    `import { ApiProperty } from '@nestjs/swagger'; export const it = ApiProperty;`,
  ],
  ['apps-stand-alone', 'apps/worker/src/borrows.ts', `export { api } from '../../api/src/app.js';`],
  [
    'portal-starts-api-and-worker-only',
    'apps/portal/src/shows.ts',
    `export { routes } from '../../web/src/app/router.js';`,
  ],
  [
    'web-features-stand-alone',
    'apps/web/src/features/today/peeks.tsx',
    `export { page } from '../people/page.js';`,
  ],
  [
    'web-shared-knows-no-feature',
    'apps/web/src/components/knows.tsx',
    `export { page } from '../features/people/page.js';`,
  ],
  [
    'web-knows-no-server-code',
    'apps/web/src/lib/server.ts',
    `export { clock } from '../../../../libs/platform/src/index.js';`,
  ],
  [
    'migrations-import-nothing-of-ours',
    'migrations/1764000000001-borrow.ts',
    `export { clock } from '#libs/platform';`,
  ],
  [
    'no-cycles',
    'libs/people/src/chicken.ts',
    `import { egg } from './egg.js'; export const chicken: () => unknown = () => egg;`,
  ],
  ['no-unresolvable', 'libs/people/src/lost.ts', `export { nothing } from './nowhere.js';`],
  ['no-drawer-for-everything', 'libs/people/src/uses.ts', `export { drawer } from './utils/drawer.js';`],
];

const companions = {
  'libs/meetings/src/index.ts': `export const seat = 1;`,
  'libs/people/src/egg.ts': `import { chicken } from './chicken.js'; export const egg: () => unknown = () => chicken;`,
  'libs/people/src/utils/drawer.ts': `export const drawer = 1;`,
};

describe('the one-way rule', () => {
  it('finds nothing to say about a sound tree', async () => {
    expect(await violationsIn(sound)).toEqual([]);
  });

  describe('reports every planted violation', () => {
    let found: Violation[];
    beforeAll(async () => {
      const planted = Object.fromEntries(plants.map(([, file, code]) => [file, code]));
      found = await violationsIn({ ...sound, ...companions, ...planted });
    });

    it.each(plants)('%s in %s', (rule, file) => {
      expect(found.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(
        rule,
      );
    });

    it('and blames nobody else', () => {
      const planted = new Set([...plants.map(([, file]) => file), ...Object.keys(companions)]);
      expect(found.filter(({ from }) => !planted.has(from))).toEqual([]);
    });
  });

  it('holds in this repository', async () => {
    expect(await violations(process.cwd())).toEqual([]);
  });
});

async function violationsIn(files: Readonly<Record<string, string>>): Promise<Violation[]> {
  const tree = plantTree(files);
  try {
    return await violations(tree.folder);
  } finally {
    tree.remove();
  }
}

async function violations(folder: string): Promise<Violation[]> {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = [
    'apps',
    'libs',
    'migrations',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
  ];
  const json = await new Promise<string>((done, fail) => {
    // Its exit code is the number of violations; only an answer that is not JSON is a failure.
    execFile(process.execPath, [program, ...options], { cwd: folder, maxBuffer: 1 << 28 }, (error, stdout) =>
      stdout === '' && error ? fail(error) : done(stdout),
    );
  });
  return (JSON.parse(json) as { summary: { violations: Violation[] } }).summary.violations;
}
