import type { ChartEdge, ChartNode, Position, Positions } from './types.ts';

/** Rings around one person by how many contacts away the others are; the strongest first on each ring. */
export function radial(nodes: readonly ChartNode[], edges: readonly ChartEdge[], centre: string): Positions {
  const rings = ringsFrom(nodes, edges, centre);
  const around = neighboursOf(edges);
  const positions = new Map<string, Position>();
  const angles = new Map<string, number>();
  rings.forEach((ring, depth) => {
    const ordered = [...ring].sort((one, other) => (angles.get(one) ?? 0) - (angles.get(other) ?? 0));
    ordered.forEach((id, place) => {
      const angle = (2 * Math.PI * place) / ordered.length + depth * 0.35;
      positions.set(id, { x: depth * Math.cos(angle), y: depth * Math.sin(angle) });
      // Those one ring further out stand near the person that they hang on.
      for (const other of around.get(id) ?? []) if (!angles.has(other)) angles.set(other, angle);
    });
  });
  return positions;
}

const rows: Readonly<Record<string, number>> = { supplier: 0, retailer: 1, user: 2, other: 3 };

/** How far the ends of a layer hang, in distances between two layers. */
const layerSag = 0.6;

/** Suppliers above, then retailers, then users: the way that goods run. */
export function layered(nodes: readonly ChartNode[], edges: readonly ChartEdge[]): Positions {
  const layers: ChartNode[][] = [[], [], [], []];
  for (const node of nodes) layers[rows[node.role ?? node.established ?? 'other'] ?? 3]?.push(node);
  const positions = new Map<string, Position>();
  const around = neighboursOf(edges);
  const used = layers.filter((layer) => layer.length > 0);
  used.forEach((layer, row) => {
    const above = new Map(layer.map(({ id }) => [id, meanX(around.get(id) ?? [], positions)]));
    const ordered = middleOut(layer).sort((one, other) => (above.get(one.id) ?? 0) - (above.get(other.id) ?? 0));
    ordered.forEach((node, place) => {
      const across = (place + 0.5) / ordered.length - 0.5;
      // A layer is an arc: on a straight row a contact would run under everybody who stands between its two.
      positions.set(node.id, { x: across * 4, y: -row - layerSag * (2 * across) ** 2 });
    });
  });
  return positions;
}

/** Whoever has the most contacts stands in the middle of a layer. */
function middleOut(layer: readonly ChartNode[]): ChartNode[] {
  const placed: ChartNode[] = [];
  for (const [i, node] of [...layer].sort((one, other) => other.degree - one.degree).entries())
    if (i % 2 === 0) placed.push(node);
    else placed.unshift(node);
  return placed;
}

function ringsFrom(nodes: readonly ChartNode[], edges: readonly ChartEdge[], centre: string): readonly string[][] {
  const next = neighboursOf([...edges].sort((one, other) => other.weight - one.weight));
  const seen = new Set([centre]);
  const rings: string[][] = [[centre]];
  for (let ring: string[] | undefined = rings[0]; ring !== undefined && ring.length > 0; ring = rings.at(-1)) {
    const further: string[] = [];
    for (const id of ring) {
      for (const other of next.get(id) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        further.push(other);
      }
    }
    if (further.length === 0) break;
    rings.push(further);
  }
  const apart = nodes.map(({ id }) => id).filter((id) => !seen.has(id));
  return apart.length === 0 ? rings : [...rings, apart];
}

/** Who is in contact with whom, in the order of the contacts. */
function neighboursOf(edges: readonly ChartEdge[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (one: string, other: string): void => {
    const known = found.get(one);
    if (known === undefined) found.set(one, [other]);
    else known.push(other);
  };
  for (const { a, b } of edges) {
    add(a, b);
    add(b, a);
  }
  return found;
}

function meanX(around: readonly string[], positions: Positions): number {
  const placed = around.flatMap((other) => positions.get(other)?.x ?? []);
  return placed.length === 0 ? 0 : placed.reduce((sum, x) => sum + x, 0) / placed.length;
}
