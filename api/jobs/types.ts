import type { Fault, IngestReport } from '../../engine/index.ts';
import type { RunAnswer } from '../contract/models.ts';

export type JobKind = 'run' | 'train' | 'shadow' | 'ingest';

export interface JobAsked {
  readonly home: string;
  readonly what: JobKind;
  /** Account whose act it is. */
  readonly by: string;
  readonly model?: string;
  /** Of an ingest: where its files lie. */
  readonly folder?: string;
  /** Of an ingest: the map file to read them by. */
  readonly map?: string;
  /** Epoch seconds. */
  readonly now: number;
}

export type JobTold =
  | { readonly kind: 'progress'; readonly step: string; readonly done: number; readonly of: number | null }
  | { readonly kind: 'done'; readonly result: string; readonly ingested?: IngestReport; readonly compared?: Compared }
  | { readonly kind: 'failed'; readonly cause: string; readonly fault?: Fault };

/** Champion against challenger on the same people. */
export type Compared = NonNullable<RunAnswer['compared']>;

/** How a job ended. */
export type JobEnd = Exclude<JobTold, { kind: 'progress' }>;

export interface Job {
  readonly id: string;
  readonly what: JobKind;
  readonly by: string;
  readonly state: 'working' | 'done' | 'failed';
  readonly step: string | null;
  readonly done: number | null;
  readonly of: number | null;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly cause: string | null;
  readonly result: string | null;
  readonly compared: Compared | null;
}
