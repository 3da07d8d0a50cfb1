/** A value that an entry or a covered row may hold. */
export type Cell = string | number | null;

/** What somebody is about to do; the entry it leaves is committed with the act. */
export interface Act {
  /** Epoch seconds. */
  readonly at: number;
  /** Who: the name of an account, or `system:<job>`. Never an identity. */
  readonly actor: string;
  /** What, in the form `thing.verb`. */
  readonly act: string;
  /** To what: the id of a lead, a case, a grant, an account; opaque ids only. */
  readonly subject: string;
  /** Idempotency key: the same act asked for twice is done once and answered twice. */
  readonly once?: string;
  /** Let in although the clock is behind the log; the entry then carries the log's instant. For putting the clock right. */
  readonly behind?: boolean;
  readonly detail?: Readonly<Record<string, Cell>>;
}

/** One entry of the log as it is stored; its leaf is `entryText`. */
export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly once: string | null;
  /** JSON. */
  readonly detail: string;
  /** JSON: `[table, id, hash]` of every covered row the act wrote; an empty hash where it erased one. */
  readonly rows: string;
}

/** A table whose rows the log covers: the first column is the text key `id`, `rev` (the writing entry) comes on top. */
export interface CoveredTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export type Row = Readonly<Record<string, Cell>>;

/** The covered rows as an act sees and writes them. */
export interface Pages {
  get<R extends Row>(table: CoveredTable, id: string): (R & { readonly rev: number }) | undefined;
  put(table: CoveredTable, row: Row): void;
  erase(table: CoveredTable, id: string): void;
  /** The entry carries the clock's instant although that is behind the log, which goes on from there. */
  goOnFromClock(): void;
  /** Adds to the entry's detail. */
  note(name: string, value: Cell): void;
}

/** A signed tree head (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** Size of the checkpoint signed before this one, -1 for the first: a missing one shows. */
  readonly previous: number;
  /** When it was signed; epoch seconds. */
  readonly at: number;
}
