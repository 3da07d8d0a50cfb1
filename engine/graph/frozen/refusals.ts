import { ExcavatorError } from '../../kernel/errors.ts';

const kinds = ['', 'Directed', 'Undirected'];
const edgeEndings = kinds.flatMap((kind) => [`${kind}Edge`, `${kind}EdgeWithKey`]);
const attributeOwners = ['Node', 'Source', 'Target', 'Opposite', ...kinds.map((kind) => `${kind}Edge`), ''];

/** Graphology's methods that change a graph. They are present because libraries know a graph by them, and refuse. */
const changes: readonly string[] = [
  ...['add', 'merge', 'update'].flatMap((verb) => [`${verb}Node`, ...edgeEndings.map((ending) => verb + ending)]),
  ...['dropNode', ...kinds.map((kind) => `drop${kind}Edge`), 'clear', 'clearEdges', 'import'],
  ...attributeOwners.flatMap((owner) => [
    ...['set', 'update', 'remove'].map((verb) => `${verb}${owner}Attribute`),
    ...['replace', 'merge', 'update'].map((verb) => `${verb}${owner}Attributes`),
  ]),
  'updateEachNodeAttributes',
  'updateEachEdgeAttributes',
];

export function addRefusals(prototype: object): void {
  for (const method of changes)
    Object.defineProperty(prototype, method, { value: () => refuse(method), writable: true, configurable: true });
}

function refuse(method: string): never {
  throw new ExcavatorError({
    code: 'graph_frozen',
    kind: 'usage',
    what: 'This graph is frozen and cannot be changed.',
    got: `a call of ${method}`,
    advice: 'Build a new one from edge lists, or use a graphology graph for a neighbourhood.',
  });
}
