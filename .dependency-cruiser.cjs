/** Who may import whom. Data flows one way; every rule says why it is there. */
const stages = ['ingest', 'resolve', 'contacts', 'graph', 'features', 'model', 'rank', 'evaluate', 'leads', 'push'];
const stagePath = (names) => `^engine/(${names.join('|')})/`;

const forwardOnly = stages.slice(0, -1).map((stage, index) => ({
  name: `forward-only-${stage}`,
  comment: 'A stage that reads a later one makes a loop of the line; values travel through pipeline.ts.',
  severity: 'error',
  from: { path: `^engine/${stage}/` },
  to: { path: stagePath(stages.slice(index + 1)) },
}));

module.exports = {
  forbidden: [
    ...forwardOnly,
    {
      name: 'types-only-between-stages',
      comment: 'Stages meet in pipeline.ts; between each other they share shapes, never code.',
      severity: 'error',
      from: { path: stagePath(stages) },
      to: { path: stagePath(stages), pathNot: '^engine/$1/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'one-door',
      comment:
        'A folder of the engine is used through its index.ts, so that its inside can change. The kernel has one file an idea.',
      severity: 'error',
      from: { path: '^engine/([^/]+)/' },
      to: { path: '^engine/(?!kernel/)[^/]+/', pathNot: ['^engine/$1/', '^engine/[^/]+/index\\.ts$'] },
    },
    {
      name: 'one-door-root',
      comment: 'pipeline.ts and the engine door use the doors of the stages, not their rooms.',
      severity: 'error',
      from: { path: '^engine/[^/]+\\.ts$' },
      to: { path: '^engine/(?!kernel/)[^/]+/(?!index\\.ts$)' },
    },
    {
      name: 'engine-has-one-door',
      comment: 'Api and scripts call the engine as anybody else would.',
      severity: 'error',
      from: { path: '^(api|scripts)/' },
      to: { path: '^engine/', pathNot: '^engine/index\\.ts$' },
    },
    {
      name: 'engine-headless',
      comment: 'The engine is a library: no server, no terminal, no generator inside.',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: '^(api|scripts|test|data/world)/' },
    },
    {
      name: 'kernel-leaf',
      comment: 'Numeric code depends on nothing, so it can be read, tested and moved alone.',
      severity: 'error',
      from: { path: '^engine/kernel/' },
      to: { pathNot: '^engine/kernel/' },
    },
    {
      name: 'foundations-know-no-stage',
      comment:
        "Config, lake, vault, ledger and audit serve the stages and know none of them; linkage and learn work on anybody's files.",
      severity: 'error',
      from: { path: '^engine/(config|lake|vault|ledger|audit|linkage|learn)/' },
      to: { path: stagePath(stages) },
    },
    {
      name: 'world-is-blind',
      comment: 'A world that knew the engine could please it; it knows the contract only.',
      severity: 'error',
      from: { path: '^data/' },
      to: { path: '^(engine|api|scripts|test)/' },
    },
    {
      name: 'schema-is-a-leaf',
      comment: 'The contract depends on nothing.',
      severity: 'error',
      from: { path: '^data/schema/' },
      to: { pathNot: '^data/schema/' },
    },
    {
      name: 'console-talks-http',
      comment: 'The web page sees what any integrator sees.',
      severity: 'error',
      from: { path: '^api/console/' },
      to: { path: '^(engine|data|scripts|api/(?!console|contract))' },
    },
    {
      name: 'client-stands-alone',
      comment: 'Whoever integrates can take the folder with them.',
      severity: 'error',
      from: { path: '^api/client/' },
      to: { pathNot: '^api/client/' },
    },
    {
      name: 'api-knows-no-script',
      comment: 'Scripts start the API, not the other way round.',
      severity: 'error',
      from: { path: '^api/' },
      to: { path: '^(scripts|test|data/world)/' },
    },
    {
      name: 'no-cycle',
      comment: 'A cycle cannot be read from one end.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that is not there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency',
      comment: 'What ships may not need what is only there for building.',
      severity: 'error',
      from: { path: '^(engine|api|data|scripts)/', pathNot: '^api/console/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|node_modules/\\.cache)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
