import type { GraphEdge, GraphNode, NeighbourhoodAnswer } from '../../http/shapes.ts';

/** How far somebody's contacts over one channel (or any) have been asked for. */
export interface Page {
  readonly shown: number;
  readonly total: number;
  /** Where the list goes on; null at its end. */
  readonly cursor: string | null;
}

/** What has been asked for so far. Every step makes a new one, so that undo is only going back. */
export interface Picture {
  readonly centre: string | undefined;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
  /** By person and channel. */
  readonly pages: ReadonlyMap<string, Page>;
  /** What is left out, by the person around whom. */
  readonly caps: ReadonlyMap<string, NeighbourhoodAnswer['caps']>;
  readonly run: string | undefined;
}

export interface History {
  readonly past: readonly Picture[];
  readonly now: Picture;
  readonly future: readonly Picture[];
}

export type NetworkAct =
  | { readonly do: 'start'; readonly answer: NeighbourhoodAnswer }
  | { readonly do: 'expand'; readonly answer: NeighbourhoodAnswer; readonly channel: string }
  | { readonly do: 'add'; readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] }
  | { readonly do: 'hide'; readonly person: string }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' };

export const emptyPicture: Picture = Object.freeze({
  centre: undefined,
  nodes: new Map(),
  edges: new Map(),
  pages: new Map(),
  caps: new Map(),
  run: undefined,
});
export const emptyHistory: History = Object.freeze({ past: [], now: emptyPicture, future: [] });

export const edgeId = (a: string, b: string): string => (a < b ? `${a}|${b}` : `${b}|${a}`);
const pageKey = (person: string, channel: string): string => `${person} ${channel}`;

/** How far a person's contacts over a channel are shown; an empty channel is any. Undefined before they were asked for. */
export const pageOf = ({ pages }: Picture, person: string, channel: string): Page | undefined =>
  pages.get(pageKey(person, channel));

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
      return merged({ ...emptyPicture, centre: act.answer.person }, act.answer, '');
    case 'expand':
      return merged(now, act.answer, act.channel);
    case 'add':
      return joined(now, act.nodes, act.edges);
    case 'hide':
      return without(now, act.person);
  }
}

function merged(now: Picture, answer: NeighbourhoodAnswer, channel: string): Picture {
  const { person, shown, total, next_cursor: cursor, caps, run_id: run } = answer;
  const page = { shown: (pageOf(now, person, channel)?.shown ?? 0) + shown, total, cursor };
  return {
    ...joined(now, answer.nodes, answer.edges),
    pages: new Map([...now.pages, [pageKey(person, channel), page]]),
    caps: caps.length === 0 ? now.caps : new Map([...now.caps, [person, caps]]),
    run,
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
