import type { AbstractGraph } from 'graphology-types';
import type { ExplainedFeature } from './features/index.ts';
import type { RankingRow, Role } from './types.ts';

/** What is said of one person and of the people around. Instants are epoch seconds, probabilities lie in [0, 1]. */

export interface FeatureValue {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly reason: string;
}

export interface ContactView {
  readonly person: string;
  readonly channel: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** Record ids behind the contact, in time order. */
  readonly records: readonly string[];
  readonly established: Role | null;
}

/** One role's score of a person taken apart, in probability: base + every feature's share is the score. */
export interface RoleExplanation {
  readonly role: Role;
  /** Probability of the average person of the training. */
  readonly base: number;
  readonly score: number;
  /** What raises the score most, and what lowers it most. */
  readonly weighsFor: readonly ExplanationLine[];
  readonly weighsAgainst: readonly ExplanationLine[];
  /** Changes that would lower the score, each on top of those before: a value set to the usual one. */
  readonly wouldChange: readonly {
    readonly name: string;
    readonly from: number | null;
    readonly to: number | null;
    readonly score: number;
  }[];
  /** Whether these changes bring the score down to half. */
  readonly halved: boolean;
}

export interface ExplanationLine {
  readonly name: string;
  readonly value: number | null;
  readonly share: number;
  readonly reason: string;
}

export interface PersonView {
  readonly person: string;
  readonly runId: string;
  readonly asOf: number;
  readonly area_id: string | null;
  readonly hops: number;
  readonly scores: readonly RankingRow[];
  /** Empty where the model of the run is gone. */
  readonly explanations: readonly RoleExplanation[];
  readonly features: readonly FeatureValue[];
  readonly contacts: readonly ContactView[];
  readonly notices: readonly string[];
}

/** A person's features beside those of the people of the same area. */
export interface FeaturesView {
  readonly person: string;
  readonly runId: string;
  readonly asOf: number;
  /** Null where the area is not known; everybody is compared with then. */
  readonly area_id: string | null;
  readonly peers: number;
  /** What is farthest from the peers first. */
  readonly features: readonly ExplainedFeature[];
}

/** One channel's contact between two people, with the records behind it. */
export interface PairContact {
  readonly channel: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly record_count: number;
  /** The first of the record ids, in time order. */
  readonly records: readonly string[];
}

export interface PathQuery {
  /** Pseudonyms of the two ends. */
  readonly from: string;
  readonly to: string;
  /** Paths wanted, best first, 1 to 10; default 3. */
  readonly k?: number;
  /** By strength a contact costs 1 / weight, so that many strong contacts beat few weak ones; default. By time: the one that arrives first. */
  readonly by?: 'strength' | 'hops' | 'time';
}

export interface PathsView {
  readonly from: string;
  readonly to: string;
  readonly runId: string;
  readonly asOf: number;
  /** Best first; empty where no contacts lead from one to the other. */
  readonly paths: readonly {
    readonly cost: number;
    readonly people: readonly { readonly person: string; readonly established: Role | null }[];
    readonly steps: readonly {
      readonly from: string;
      readonly to: string;
      /** Meetings-equivalents. */
      readonly weight: number;
      readonly contacts: readonly PairContact[];
    }[];
  }[];
  /** How many people this view shows. */
  readonly exposed: number;
  readonly notices: readonly string[];
}

export interface NeighbourhoodQuery {
  readonly person: string;
  /** Contacts away from the person, 1 to the hop limit; default 1. */
  readonly hops?: number;
  /** Most people, 1 to 200, the nearest and strongest tied first; default 50. */
  readonly limit?: number;
}

/** What is around a person. */
export interface NeighbourhoodView {
  readonly person: string;
  readonly runId: string;
  readonly asOf: number;
  /**
   * A graphology graph of its own, which may be changed. Nodes are pseudonyms with `hops` (from the person), `case_hops`,
   * `area_id`, `established` and `scores`; edges have `weight` and `contacts` (`PairContact`).
   */
  readonly graph: AbstractGraph;
  /** How many people this view shows. */
  readonly exposed: number;
  /** True when the limit left some out. */
  readonly cut: boolean;
  /** The person's contacts that are not shown because no established case is near enough or they are protected. */
  readonly outOfReach: number;
  readonly notices: readonly string[];
}
