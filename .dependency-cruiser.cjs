/** Who may import whom (ARCHITECTURE.md, "Layers"). `npm run layers` checks it. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [from, ...allowed].map((folder) => `^src/${folder}/`) },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('core-knows-nobody', 'core', [], 'core has no face, no server, no client'),
    only('actions-know-core', 'actions', ['core'], 'actions stand on core'),
    only('server-layers', 'server', ['core', 'actions'], 'the server shows actions to the outside'),
    only('client-layers', 'client', ['core', 'actions'], 'of these the types only, see client-types-only'),
    only(
      'renderer-layers',
      'renderer',
      ['client', 'actions', 'core'],
      'of these the types only, see faces-types-only',
    ),
    only('tui-layers', 'tui', ['client', 'actions', 'core'], 'of these the types only, see faces-types-only'),
    only('main-layers', 'main', [], 'the Electron main process knows only the contract of the command line'),
    only(
      'cli-layers',
      'cli',
      ['core', 'actions', 'server', 'client', 'tui'],
      'the command line puts everything together',
    ),
    {
      name: 'client-types-only',
      comment: 'the client and the faces know the types of actions and core, not their code',
      severity: 'error',
      from: { path: '^src/(client|renderer|tui)/' },
      to: {
        path: '^src/(core|actions)/',
        pathNot: ['^src/core/(visible|text|fuzzy)\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'core-is-pure',
      comment: 'domain code imports no UI, no web framework, no command line',
      severity: 'error',
      from: { path: '^src/(core|actions)/' },
      to: {
        path: 'node_modules/(react|react-dom|ink|electron|fastify|@fastify|commander|@mantine|vite|picocolors)/',
      },
    },
    {
      name: 'no-node-in-pages',
      comment: 'the renderer runs in a sandbox',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one-door',
      comment:
        "a core folder's index.ts is its only door; its types.ts, events.ts, model.ts and input.ts are contracts",
      severity: 'error',
      from: { path: '^src/core/([^/]+)/' },
      to: {
        path: '^src/core/[^/]+/',
        pathNot: ['^src/core/$1/', '/(index|types|events|model|source|input|ast)\\.ts$'],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
