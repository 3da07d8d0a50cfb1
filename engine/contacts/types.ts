/** What contacts hands on beside `contact.parquet` (one row a pair and channel) and `edge.parquet` (one row a pair). */
export interface Contacts {
  readonly contacts: number;
  readonly edges: number;
  /** Checkpoint passages left out because their gate was too busy at that minute. */
  readonly cappedPassages: number;
}
