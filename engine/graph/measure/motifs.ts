import { timedCycles } from '../../kernel/motif-cycle.ts';
import { fanIn, fanOut } from '../../kernel/motif-fan.ts';
import { relayChains } from '../../kernel/motif-relay.ts';
import { scatterGather } from '../../kernel/motif-scatter.ts';
import { hubSuccession } from '../../kernel/motif-succession.ts';
import type { TimedEdges } from '../../kernel/timed-edges.ts';
import type { Measure, Scene, Values } from './measure.ts';

/** A measure over edges in order of time within the window. */
function motif(
  name: string,
  aliases: readonly string[],
  meaning: string,
  columns: (edges: TimedEdges, windowSeconds: number) => Readonly<Record<string, Values>>,
): Measure {
  return {
    name,
    aliases,
    meaning,
    timed: true,
    compute: ({ timed, windowSeconds }: Scene) => ({
      columns: timed === undefined ? {} : columns(timed, windowSeconds),
      findings: { window_seconds: windowSeconds },
    }),
  };
}

/** Motifs in order of time; undirected edges lead both ways. */
export const motifMeasures: readonly Measure[] = [
  motif('fan_in', [], 'Most different nodes that reached the node within one window.', (edges, window) => ({
    fan_in: fanIn(edges, window),
  })),
  motif('fan_out', [], 'Most different nodes that the node reached within one window.', (edges, window) => ({
    fan_out: fanOut(edges, window),
  })),
  motif(
    'scatter_gather',
    ['scatter', 'gather'],
    'Columns scatter and gather: most go-betweens from the node to one other, and from one other to it, in a window.',
    (edges, window) => {
      const { scatter, gather } = scatterGather(edges, window);
      return { scatter, gather };
    },
  ),
  motif(
    'cycle',
    ['cycles', 'timed_cycle'],
    'Ways of two to four edges through the node that come back to their start, each later than the last, in a window.',
    (edges, window) => ({ cycle: timedCycles(edges, window) }),
  ),
  motif(
    'relay_chain',
    ['relay', 'relay_chains'],
    'Pairs of edges: one into the node and, later in the window, one out of it to somebody else.',
    (edges, window) => ({ relay_chain: relayChains(edges, window) }),
  ),
  motif(
    'hub_succession',
    ['successive_phones', 'successive_hub'],
    'Columns contacts_taken_up and contacts_handed_on: most contacts shared with one node that fell silent, at most a window before this one appeared, or that appeared after it.',
    (edges, window) => {
      const { takenUp, handedOn } = hubSuccession(edges, window);
      return { contacts_taken_up: takenUp, contacts_handed_on: handedOn };
    },
  ),
];
