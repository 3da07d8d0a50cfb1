import type { Role } from '../types.ts';

/** A sentence in both languages of the people who read it. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

export interface TiesQuery {
  readonly person: string;
  /** Contacts on a page, 1 to 200; default 20. */
  readonly top?: number;
  /** Only contacts in this channel. */
  readonly channel?: string;
  /** Only contacts with a meeting from, or until, this instant. */
  readonly from?: number;
  readonly until?: number;
  /** Contacts to skip: where the page before ended. */
  readonly offset?: number;
  /** The run of the page before, so that pages do not shift. */
  readonly runId?: string;
}

export interface TieNode {
  readonly person: string;
  /** Role of the highest score; null for the established and for who has no score. */
  readonly role: Role | null;
  readonly score: number | null;
  readonly established: Role | null;
  readonly area_id: string | null;
  /** Contacts away from the person asked for, and from an established case. */
  readonly hops: number;
  readonly case_hops: number;
}

export interface TieChannel {
  readonly channel: string;
  /** Independent trips or stays together, and how many chance gives. */
  readonly count: number;
  readonly expected: number;
  /** Expected share of false discoveries among contacts as clear as this; null where the channel is not tested. */
  readonly q: number | null;
  readonly first: number;
  readonly last: number;
  readonly records_total: number;
  readonly records: readonly string[];
}

export interface Tie {
  readonly a: string;
  readonly b: string;
  /** Meetings-equivalents. */
  readonly weight: number;
  /** Whether a channel passed its test; else the tie is one by itself, such as a parcel or a shared room. */
  readonly tested: boolean;
  readonly first: number;
  readonly last: number;
  readonly channels: readonly TieChannel[];
}

export interface TiesView {
  readonly person: string;
  readonly runId: string;
  readonly asOf: number;
  readonly nodes: readonly TieNode[];
  readonly edges: readonly Tie[];
  /** Contacts that fit, over all pages. */
  readonly total: number;
  /** Contacts on this page. */
  readonly shown: number;
  /** Where the next page begins; null on the last. */
  readonly next: number | null;
  readonly exposed: number;
  /** What is left out, in words. */
  readonly caps: readonly Words[];
}

export interface TimelineQuery {
  readonly person: string;
  readonly from?: number;
  readonly until?: number;
  /** Newest events shown, 1 to 1000; default 200. */
  readonly top?: number;
  /** By how much the clock whose days the histogram counts is ahead of UTC; default 0. */
  readonly utcAheadSeconds?: number;
}

export const timelineSources = Object.freeze(['lodging', 'transport', 'checkpoint', 'parcel', 'call'] as const);
export type TimelineSource = (typeof timelineSources)[number];

export interface TimelineEvent {
  readonly at: number;
  readonly source: TimelineSource;
  readonly kind: string;
  readonly place: string | null;
  /** Others in the same room, order, parcel or call, as far as they may be shown. */
  readonly with: readonly string[];
  readonly record: string;
}

export interface TimelineView {
  readonly person: string;
  readonly runId: string;
  readonly asOf: number;
  /** In order of time. */
  readonly events: readonly TimelineEvent[];
  /** Events a source and day (`from`: its first second in UTC), all of them. */
  readonly histogram: readonly { readonly source: TimelineSource; readonly from: number; readonly count: number }[];
  readonly total: number;
  readonly shown: number;
  readonly exposed: number;
}

export interface PlacesView {
  readonly runId: string;
  /** Degrees, rounded to a hundredth (about a kilometre). */
  readonly places: readonly {
    readonly place: string;
    readonly kind: string;
    readonly area_id: string | null;
    readonly lat: number;
    readonly lon: number;
  }[];
  /** Pairs of places that people went between directly, busiest first. */
  readonly roads: readonly { readonly from: string; readonly to: string; readonly trips: number }[];
}

/** Paths between two people as one small graph. */
export interface PathGraphView {
  readonly runId: string;
  readonly asOf: number;
  readonly nodes: readonly TieNode[];
  readonly edges: readonly Tie[];
  readonly paths: readonly { readonly persons: readonly string[]; readonly cost: number }[];
}
