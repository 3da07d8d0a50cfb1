import type { ChartEdge, ChartNode, Positions } from '../../graph/types.ts';
import type { GraphEdge, GraphNode, NeighbourhoodAnswer } from '../../http/shapes.ts';

/** What has been asked for so far. Every step makes a new one, so that undo is only going back. */
export interface Picture {
  readonly centre: string | undefined;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
  /** Where each expanded person's list goes on; null at its end. */
  readonly cursors: ReadonlyMap<string, string | null>;
  readonly totals: ReadonlyMap<string, number>;
  readonly caps: readonly string[];
}

export interface History {
  readonly past: readonly Picture[];
  readonly now: Picture;
  readonly future: readonly Picture[];
}

export type NetworkAct =
  | { readonly do: 'start'; readonly answer: NeighbourhoodAnswer }
  | { readonly do: 'expand'; readonly answer: NeighbourhoodAnswer }
  | { readonly do: 'add'; readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] }
  | { readonly do: 'hide'; readonly person: string }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' };

export const emptyPicture: Picture = Object.freeze({
  centre: undefined,
  nodes: new Map(),
  edges: new Map(),
  cursors: new Map(),
  totals: new Map(),
  caps: [],
});
export const emptyHistory: History = Object.freeze({ past: [], now: emptyPicture, future: [] });

export const edgeId = (a: string, b: string): string => (a < b ? `${a}|${b}` : `${b}|${a}`);

/** Undo and redo without limit: a picture shares what did not change with the one before. */
export function turn(history: History, act: NetworkAct): History {
  const { past, now, future } = history;
  if (act.do === 'undo') {
    const before = past.at(-1);
    return before === undefined ? history : { past: past.slice(0, -1), now: before, future: [now, ...future] };
  }
  if (act.do === 'redo') {
    const [after, ...rest] = future;
    return after === undefined ? history : { past: [...past, now], now: after, future: rest };
  }
  const next = step(now, act);
  // A first picture has nothing before it to go back to.
  return { past: now.centre === undefined ? past : [...past, now], now: next, future: [] };
}

function step(now: Picture, act: Exclude<NetworkAct, { do: 'undo' | 'redo' }>): Picture {
  switch (act.do) {
    case 'start':
      return merged({ ...emptyPicture, centre: act.answer.person }, act.answer);
    case 'expand':
      return merged(now, act.answer);
    case 'add':
      return joined(now, act.nodes, act.edges);
    case 'hide':
      return without(now, act.person);
  }
}

function merged(now: Picture, answer: NeighbourhoodAnswer): Picture {
  return {
    ...joined(now, answer.nodes, answer.edges),
    cursors: new Map([...now.cursors, [answer.person, answer.next_cursor]]),
    totals: new Map([...now.totals, [answer.person, answer.total]]),
    caps: [...new Set([...now.caps, ...answer.caps])],
  };
}

function joined(now: Picture, nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Picture {
  return {
    ...now,
    nodes: new Map([...now.nodes, ...nodes.map((node) => [node.person, node] as const)]),
    edges: new Map([...now.edges, ...edges.map((edge) => [edgeId(edge.a, edge.b), edge] as const)]),
  };
}

function without(now: Picture, person: string): Picture {
  return {
    ...now,
    nodes: new Map([...now.nodes].filter(([id]) => id !== person)),
    edges: new Map([...now.edges].filter(([, { a, b }]) => a !== person && b !== person)),
  };
}

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

/** Everybody keeps the place that they had; only who is new is put somewhere. */
export function keptPositions(before: Positions, fresh: Positions): Positions {
  return new Map([...fresh].map(([id, at]) => [id, before.get(id) ?? at]));
}
