import type { ChartEdge, ChartNode, Positions } from '../../graph/types.ts';
import type { GraphEdge, GraphNode } from '../../http/shapes.ts';
import type { Picture } from './state.ts';

export interface NetworkFilters {
  readonly degree: number;
  readonly weight: number;
  readonly channel: string;
  readonly tested: boolean;
  /** Epoch seconds; undefined is open. */
  readonly after: number | undefined;
  readonly before: number | undefined;
}
export const noFilters: NetworkFilters = Object.freeze({
  degree: 0,
  weight: 0,
  channel: '',
  tested: false,
  after: undefined,
  before: undefined,
});

export interface Shown {
  readonly nodes: readonly (GraphNode & { readonly degree: number })[];
  readonly edges: readonly (GraphEdge & { readonly id: string })[];
}

/** What passes the filters. An edge without both its people goes; so does a person left without any, but not the centre. */
export function shownOf({ centre, nodes, edges }: Picture, filters: NetworkFilters): Shown {
  let kept = [...edges].filter(([, edge]) => nodes.has(edge.a) && nodes.has(edge.b) && passes(edge, filters));
  let degrees = degreesOf(kept);
  const stays = (id: string): boolean =>
    id === centre || (degrees.get(id) ?? 0) >= Math.max(filters.degree, kept.length > 0 ? 1 : 0);
  if (filters.degree > 1) {
    const people = new Set([...nodes.keys()].filter(stays));
    kept = kept.filter(([, { a, b }]) => people.has(a) && people.has(b));
    degrees = degreesOf(kept);
  }
  const people = [...nodes.values()].filter(({ person }) => person === centre || (degrees.get(person) ?? 0) > 0);
  return {
    nodes: people.map((node) => ({ ...node, degree: degrees.get(node.person) ?? 0 })),
    edges: kept.map(([id, edge]) => ({ ...edge, id })).sort((one, other) => other.weight - one.weight),
  };
}

function passes(edge: GraphEdge, { weight, channel, tested, after, before }: NetworkFilters): boolean {
  return (
    edge.weight >= weight &&
    (!tested || edge.tested) &&
    (channel === '' || edge.channels.some((one) => one.channel === channel)) &&
    (after === undefined || edge.last >= after) &&
    (before === undefined || edge.first <= before)
  );
}

function degreesOf(edges: readonly (readonly [string, GraphEdge])[]): ReadonlyMap<string, number> {
  const degrees = new Map<string, number>();
  for (const [, { a, b }] of edges) for (const id of [a, b]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  return degrees;
}

export function chartNodes({ nodes }: Shown, communities?: ReadonlyMap<string, number>): readonly ChartNode[] {
  return nodes.map(({ person, role, established, degree }) => ({
    id: person,
    role,
    established,
    degree,
    community: communities?.get(person),
  }));
}

export function chartEdges({ edges }: Shown): readonly ChartEdge[] {
  return edges.map(({ id, a, b, weight, tested, channels }) => ({
    id,
    a,
    b,
    weight,
    tested,
    channel: channels.length === 1 ? (channels[0]?.channel ?? null) : null,
  }));
}

/** The channels that are drawn as themselves: what the legend has to tell. */
export const channelsOf = (edges: readonly ChartEdge[]): readonly string[] => [
  ...new Set(edges.flatMap(({ channel }) => channel ?? [])),
];

/** Everybody keeps the place that they had; only who is new is put somewhere. */
export function keptPositions(before: Positions, fresh: Positions): Positions {
  return new Map([...fresh].map(([id, at]) => [id, before.get(id) ?? at]));
}
