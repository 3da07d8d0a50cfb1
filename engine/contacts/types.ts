import type { Channel } from '../config/index.ts';

export interface ContactOptions {
  /** Seconds that the clock of the data set is ahead of UTC; default 28800 (Asia/Shanghai). */
  readonly utcOffsetSeconds?: number;
}

/** What was tested in one channel. */
export interface ChannelReport {
  /** Pairs (and directions) that met at least once. */
  readonly pairs: number;
  /** Pairs that could have: the number of hypotheses behind q; 0 where nobody met. */
  readonly possible: number;
  /** Pairs with q at or below the limit (config.contacts.falseDiscoveryMost). */
  readonly tested: number;
  /** Records left out because too many people were at that place and time. */
  readonly capped: number;
}

/** What contacts hands on beside `contact.parquet` (one row a pair and channel) and `edge.parquet` (one row a pair). */
export interface Contacts {
  readonly contacts: number;
  readonly edges: number;
  /** Checkpoint passages left out because their gate was too busy at that minute. */
  readonly cappedPassages: number;
  /** Records left out by channel because too many people were at that place and time. */
  readonly capped: Readonly<Partial<Record<Channel, number>>>;
  readonly channels: Readonly<Record<Channel, ChannelReport>>;
}
