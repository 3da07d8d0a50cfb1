import type { AuditReport, Checkpoint, Entry, InclusionProof } from '../audit/index.ts';
import type { LeadBook, Missed, ProposeReport, Words } from '../leads/index.ts';
import type { DestinationRules, PushDesk } from '../push/index.ts';
import type {
  Accounts,
  Authority,
  Cases,
  Clients,
  ClockCorrection,
  Deployment,
  Principal,
  Sessions,
  Taking,
  Unit,
} from '../rights/index.ts';
import type { Disclosure, Disclosures } from '../vault/index.ts';
import type { EndpointDesk } from './endpoint-desk.ts';
import type { Corrected, Purged } from './retention.ts';

export interface ProposeOptions {
  /** Leads a role, from the top of the newest ranking. Default 50. */
  readonly top?: number;
  /** Nobody is proposed on a score below it, 0 to 1. Default `leadPolicy.proposeFrom`. */
  readonly atLeast?: number;
  /** Persons a role drawn at random from below, reviewed blind. Default a tenth of those who are proposed. */
  readonly sample?: number;
  readonly seed?: number;
}

/** What proposing did; expired and withdrawn leads are counted beside it. */
export interface ProposeOutcome extends ProposeReport {
  readonly expired: number;
  readonly withdrawn: number;
}

export interface LogQuery {
  readonly before?: number;
  readonly top: number;
  readonly act?: string;
}

export interface LogView {
  readonly size: number;
  readonly root: Buffer;
  readonly entries: readonly Pick<Entry, 'seq' | 'at' | 'actor' | 'act' | 'subject' | 'detail'>[];
  readonly checkpoint: { readonly size: number; readonly at: number } | null;
}

export interface VerifyRequest {
  /** Folder of signed checkpoints; default that of the deployment. */
  readonly checkpoints?: string;
  readonly onProgress?: (entries: number) => void;
}

/** Acts whose work is open to whoever has the files; a person who signs in needs the right. */
export type PermittedAct = 'audit.verify' | 'audit.export' | 'model.promote' | 'identity.decide';

/** People decide, and every look is accounted for. Instants are epoch seconds; every act takes who and when. */
export interface Oversight {
  /** In a ledger without accounts: makes the first administrator. Until the first password is changed: where it lies. */
  firstStart(at: number): Promise<{ readonly account: string; readonly passwordFile: string } | undefined>;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  /** Machines that may call the API. */
  readonly clients: Clients;
  /** Folder of the home: configuration may name files relative to it. */
  readonly home: string;
  readonly endpoints: EndpointDesk;
  /** For the dispatcher, which holds the sockets. */
  readonly push: PushDesk;
  readonly pushRules: DestinationRules;
  readonly cases: Cases;
  readonly leads: LeadBook;
  /** Said on everything that tells of leads (oversight rule 10). */
  readonly notEvidence: Words;
  readonly disclosures: Disclosures;
  /** Requests of the principal's unit, newest first. */
  disclosuresOf(who: Principal, at: number): readonly Disclosure[];
  putUnit(who: Principal, at: number, unit: Unit): Unit;
  units(): readonly Unit[];
  /** Leads from the newest ranking; refused while scoring is stopped or the deployment is not in force. */
  propose(who: Principal, at: number, options?: ProposeOptions): Promise<ProposeOutcome>;
  /** What the blind review of people drawn at random says of those who were not flagged. */
  missed(who: Principal, at: number): readonly Missed[];
  /** What time alone brings: leads expire, a signed head goes out when one is due. Trouble is told by `trouble`, not thrown. */
  keepTime(at: number): void;
  /** Erases one record with everything derived from it, and runs the line again. @throws ExcavatorError record_unknown */
  eraseRecord(
    who: Principal,
    at: number,
    record: { readonly table: string; readonly id: string; readonly reason: string },
  ): Promise<Purged>;
  /**
   * Puts new values into named columns of one record and runs the line again; leads that cite it are taken back.
   * @throws ExcavatorError record_unknown, column_unknown, correction_refused, reason_missing
   */
  correctRecord(
    who: Principal,
    at: number,
    record: {
      readonly table: string;
      readonly id: string;
      readonly set: Readonly<Record<string, string>>;
      readonly reason: string;
    },
  ): Promise<Corrected>;
  /** What is past the limits of the deployment. */
  previewRetention(who: Principal, at: number): Promise<Purged>;
  /** Lets it go, and runs the line again. */
  purge(who: Principal, at: number): Promise<Purged>;
  /** Demands a right before work that itself asks for none, and leaves an entry. @throws ExcavatorError right_missing */
  permit(who: Principal, at: number, act: PermittedAct, subject: string): void;
  rotateVault(who: Principal, at: number): { readonly key: string; readonly sealed: number };
  /** Notes that people are taken out under a case; the id stands in the file and in the log. @throws ExcavatorError export_unseen */
  takeOut(who: Principal, at: number, taking: Omit<Taking, 'id'>): Promise<string>;
  authority(): Authority;
  deployment(): Deployment | undefined;
  stop(who: Principal, at: number, reason: string): Authority;
  resume(who: Principal, at: number, reason: string): Authority;
  /** Two people put the clock of a log right that was once written with one far ahead. @throws ExcavatorError clock_not_behind */
  correctClock(who: Principal, at: number, reason: string): ClockCorrection;
  /** Compares the log with itself, the signed checkpoints and the rows it covers. Reads only. */
  verify(request?: VerifyRequest): AuditReport;
  /** Signs the newest head into the folder of checkpoints; undefined when nothing was added since. */
  checkpoint(at: number): Checkpoint | undefined;
  prove(seq: number): InclusionProof | undefined;
  /** Size of the log now. */
  head(): { readonly size: number };
  /** RFC 9162 consistency proof between two sizes. */
  proveConsistent(older: number, newer: number): readonly Uint8Array[];
  /** The head and entries before `before`, newest first; of one act where it is given. */
  logOf(who: Principal, at: number, query: LogQuery): LogView;
  /** Where checkpoints go. */
  readonly checkpointFolder: string;
  backUp(file: string): Promise<{ readonly pages: number }>;
  /** Why the ledger cannot be written, or checkpoints not be put out; undefined while both work. */
  trouble(): unknown;
}
