import type { Channel } from '../config/index.ts';

export interface ContactOptions {
  /** Seconds that the clock of the data set is ahead of UTC; default 28800 (Asia/Shanghai). */
  readonly utcOffsetSeconds?: number;
}

/** What contacts hands on beside `contact.parquet` (one row a pair and channel) and `edge.parquet` (one row a pair). */
export interface Contacts {
  readonly contacts: number;
  readonly edges: number;
  /** Checkpoint passages left out because their gate was too busy at that minute. */
  readonly cappedPassages: number;
  /** Records left out by channel because too many people were at that place and time. */
  readonly capped: Readonly<Partial<Record<Channel, number>>>;
}
