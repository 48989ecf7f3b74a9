// The house's structure as rules: docs/decisions/0001-rooms-and-one-direction.md tells why. `npm test` runs them.
const test = '\\.test\\.tsx?$|^lib/platform/testing/|^e2e/'
const pure = '^lib/[^/]+/(domain|permissions|schema|words)[^/]*\\.ts$'
const store = '^lib/[^/]+/[a-z-]*store\\.ts$'
const web =
  '^(node_modules/)?(next|react|react-dom|next-auth|@tanstack)(/|$)|/node_modules/(next|react|react-dom|next-auth|@tanstack)/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A circle has no ground floor.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-resolvable',
      comment: 'An import that cannot be followed hides an arrow from every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'pure-stays-pure',
      comment: 'Decisions, permissions and shapes run anywhere: they import each other and zod, and types.',
      severity: 'error',
      from: { path: pure, pathNot: test },
      to: {
        pathNot: [pure, 'node_modules/zod/', '^lib/platform/(http/page|moment|tenant)\\.ts$', '^lib/popp/event\\.ts$'],
      },
    },
    {
      name: 'only-stores-speak-sql',
      comment: 'Prisma and pg are known to stores, platform and commands that set a database up.',
      severity: 'error',
      from: {
        path: '^(app|components|lib)/',
        pathNot: [store, '^lib/platform/', '^lib/worker/wake-up', '^lib/processes/', test],
      },
      to: { path: ['^prisma/generated/', 'node_modules/(@prisma|pg)/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-knows-no-request',
      comment: 'Services and stores are callable from a job: no request, no React, no Next.',
      severity: 'error',
      from: { path: ['^lib/[^/]+/[a-z-]*(service|store|domain|schema)[^/]*\\.ts$', '^lib/worker/'], pathNot: test },
      to: { path: [web, '^(app|components)/', '^lib/web/'] },
    },
    {
      name: 'a-store-is-private',
      comment:
        'A noun’s store.ts belongs to its room. What joins another room’s transaction is a named *-store or a service.',
      severity: 'error',
      from: { path: '^lib/([^/]+)/', pathNot: [test, '^lib/processes/'] },
      to: { path: '^lib/[^/]+/store\\.ts$', pathNot: ['^lib/$1/', '^lib/audit/'] },
    },
    {
      name: 'screens-reach-no-store',
      comment: 'Routes and pages ask a service; it decides and writes in one transaction.',
      severity: 'error',
      from: { path: '^(app|components)/', pathNot: test },
      to: { path: [store, '^lib/platform/db\\.ts$'] },
    },
    {
      name: 'components-run-in-the-browser',
      comment: 'A component that reaches a service would ship the server.',
      severity: 'error',
      from: { path: '^components/', pathNot: test },
      to: {
        path: [
          '^lib/[^/]+/[a-z-]*service\\.ts$',
          '^lib/(worker|web|processes)/',
          '^lib/platform/(db|env|log|crypto|live)\\.ts$',
        ],
      },
    },
    {
      name: 'the-kit-knows-no-domain',
      comment: 'components/ui serves every screen.',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: ['^lib/', '^app/', '^components/(?!ui/)'] },
    },
    {
      name: 'ingest-cannot-process',
      comment:
        'The webhook route reaches only webhooks, popp and platform, so nothing slow can be done before the 200.',
      severity: 'error',
      from: { path: '^app/api/webhooks/' },
      to: { path: '^(lib/(?!(webhooks|popp|platform)/)|components/)', reachable: true },
    },
    {
      name: 'the-simulator-is-outside',
      comment: 'Production must not know the simulated Popp.',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: ['^lib/popp/simulator/', '^lib/processes/simul', test] },
      to: { path: '^lib/popp/simulator/' },
    },
    {
      name: 'the-worker-is-no-website',
      comment: 'It starts fast and small, and is scaled apart.',
      severity: 'error',
      from: { path: '^lib/(worker/|processes/worker)', pathNot: test },
      to: { path: web, reachable: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },
    exclude: { path: ['^\\.next', '^\\.build'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
