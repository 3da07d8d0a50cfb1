import type { Channel } from '../config/index.ts';

export interface ContactOptions {
  /** Seconds that the clock of the data set is ahead of UTC; default 28800 (Asia/Shanghai). */
  readonly utcOffsetSeconds?: number;
}

/** What was tested in one channel. */
export interface ChannelReport {
  /** Pairs (and directions) that met, in a channel of crowds on two trips or in a small party. */
  readonly pairs: number;
  /** Pairs that could have: the number of hypotheses behind q; 0 where nobody met. */
  readonly possible: number;
  /** Pairs with q at or below the limit (config.contacts.falseDiscoveryMost). */
  readonly tested: number;
  /**
   * log10 of the p at which one more contact would pass: that of the last one that does, or of the first, where none
   * does (the limit over the number of possible pairs).
   */
  readonly passesLog10P: number;
  /** Of all pairs of visits of different people, the share that met. */
  readonly share: number;
  /** Records left out because too many people were at that place and time. */
  readonly capped: number;
}

/** One channel (and direction) of an answer to "why are these two a contact, or not". */
export interface ChannelAnswer {
  readonly channel: Channel;
  readonly from: number;
  readonly to: number;
  /**
   * tested: more trips than chance gives; tie_by_itself: one is enough (a parcel, a shared room of few); within_chance: met,
   * but no more than their habits explain; never_met: both are seen there, never together; never_there: one is not seen there.
   */
  readonly verdict: 'tested' | 'tie_by_itself' | 'within_chance' | 'never_met' | 'never_there';
  /** Independent trips or stays together, and the encounters on them. */
  readonly trips: number;
  readonly encounters: number;
  /** Trips that chance gives. */
  readonly expected: number;
  readonly log10P: number;
  readonly log10Q: number;
  /** What the channel adds to the weight of the edge. */
  readonly weight: number;
  /** Trips from which on it would pass its test; null where it never would. */
  readonly tripsNeeded: number | null;
  /** Record ids in time order, pairs as `a+b`. */
  readonly records: readonly string[];
}

export interface PairAnswer {
  readonly a: number;
  readonly b: number;
  readonly contact: boolean;
  /** Of the fused edge; 0 where there is none. */
  readonly weight: number;
  readonly channels: readonly ChannelAnswer[];
}

/** What contacts hands on beside `contact.parquet` (one row a pair and channel) and `edge.parquet` (one row a pair). */
export interface Contacts {
  readonly contacts: number;
  readonly edges: number;
  /** Checkpoint passages left out because their gate was too busy at that minute. */
  readonly cappedPassages: number;
  /** Checkpoint passages not looked at for who drives ahead, because too many came after them. */
  readonly cappedScouts: number;
  /** Records left out by channel because too many people were at that place and time. */
  readonly capped: Readonly<Partial<Record<Channel, number>>>;
  readonly channels: Readonly<Record<Channel, ChannelReport>>;
}
