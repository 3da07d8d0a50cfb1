import type { Book, Pages, Row } from '../audit/index.ts';
import { aliasTable, evaluationTable, promotionTable } from './tables.ts';
import {
  type Alias,
  type AliasRow,
  type EvaluationRecord,
  type Gate,
  type GateMetrics,
  keptOf,
  type ModelPlace,
  type Promotion,
} from './types.ts';

/** The ledger's tables about models. Each writer is an act with an entry of its own, which covers the rows it wrote. */
export interface ModelBook {
  alias(alias: Alias): AliasRow | undefined;
  nameChallenger(place: ModelPlace, at: number): void;
  /** Writes down that somebody wants a model to become champion; nothing moves yet. */
  propose(proposal: Proposal): number;
  /** The newest proposal for a model that nobody has approved. */
  openProposal(model: string): Promotion | undefined;
  /** Approves a proposal and moves the alias, in one act. */
  approve(promotion: Promotion, by: string, at: number): void;
  /**
   * Moves the champion back, in one act by one person: the way out must be short. `unnamed`: nobody had promoted the
   * model that comes back, so it ranks as it did before any promotion.
   */
  rollBack(move: Omit<Promotion, 'sequence' | 'move' | 'approvedBy' | 'approvedAt'>, unnamed: boolean): void;
  /** Newest first. */
  moves(limit: number): readonly Promotion[];
  recordEvaluation(record: EvaluationRecord): void;
  /** Newest first. */
  evaluations(limit: number): readonly EvaluationRecord[];
}

type Proposal = Omit<Promotion, 'sequence' | 'approvedBy' | 'approvedAt'>;

const proposed = `select * from promotion
  where move = 'promote' and model = ? and approved_by is null order by sequence desc limit 1`;

export function modelBook(book: Book): ModelBook {
  const { database: db } = book;
  const newest = (table: string, limit: number): readonly Row[] =>
    db.prepare<[number], Row>(`select * from ${table} order by sequence desc limit ?`).all(limit);
  const nextSequence = (table: string): number =>
    Number(db.prepare(`select coalesce(max(sequence), 0) + 1 from ${table}`).pluck().get());
  const put = (pages: Pages, one: Proposal): number => {
    const sequence = nextSequence('promotion');
    pages.put(promotionTable, promotionRow({ ...one, sequence, approvedBy: null, approvedAt: null }));
    return sequence;
  };
  const act = <T>(at: number, actor: string, name: string, subject: string, work: (pages: Pages) => T): T =>
    book.act({ at, actor, act: name, subject }, work);
  return {
    alias: (alias) =>
      db.prepare<[string], AliasRow>('select id as alias, model, sha256, at from model_alias where id = ?').get(alias),
    nameChallenger: ({ label, sha256 }, at) =>
      act(at, 'system:train', 'model.name_challenger', label, (pages) =>
        pages.put(aliasTable, { id: 'challenger', model: label, sha256, at }),
      ),
    propose: (proposal) =>
      act(proposal.proposedAt, proposal.proposedBy, 'model.propose', proposal.model, (pages) => put(pages, proposal)),
    openProposal: (model) => {
      const row = db.prepare<[string], Row>(proposed).get(model);
      return row === undefined ? undefined : promotionOf(row);
    },
    approve: (promotion, by, at) =>
      act(at, by, 'model.approve', promotion.model, (pages) => {
        pages.put(promotionTable, promotionRow({ ...promotion, approvedBy: by, approvedAt: at }));
        const { model, sha256 } = promotion;
        pages.put(aliasTable, { id: 'champion', model, sha256, at });
        if (pages.get(aliasTable, 'challenger')?.model === model) pages.erase(aliasTable, 'challenger');
      }),
    rollBack: (move, unnamed) =>
      act(move.proposedAt, move.proposedBy, 'model.roll_back', move.model, (pages) => {
        put(pages, { ...move, move: 'rollback' });
        const { model, sha256, proposedAt: at } = move;
        if (unnamed) pages.erase(aliasTable, 'champion');
        else pages.put(aliasTable, { id: 'champion', model, sha256, at });
      }),
    moves: (limit) => newest('promotion', limit).map(promotionOf),
    recordEvaluation: ({ model, sha256, runId, at, metrics }) =>
      act(at, 'system:evaluate', 'model.record_evaluation', model, (pages) => {
        const sequence = nextSequence('model_evaluation');
        const kept = JSON.stringify(keptOf(metrics));
        pages.put(evaluationTable, { id: String(sequence), sequence, model, sha256, run_id: runId, at, metrics: kept });
      }),
    evaluations: (limit) =>
      newest('model_evaluation', limit).map((row) => ({
        model: row.model as string,
        sha256: row.sha256 as string,
        runId: row.run_id as string,
        at: row.at as number,
        metrics: JSON.parse(row.metrics as string) as GateMetrics,
      })),
  };
}

function promotionRow(one: Promotion): Row {
  const { sequence, move, model, sha256, replaces, reason, gates } = one;
  return {
    id: String(sequence),
    sequence,
    move,
    model,
    sha256,
    replaces,
    replaces_sha256: one.replacesSha256,
    proposed_by: one.proposedBy,
    proposed_at: one.proposedAt,
    reason,
    gates: JSON.stringify(gates),
    approved_by: one.approvedBy,
    approved_at: one.approvedAt,
  };
}

function promotionOf(row: Row): Promotion {
  return {
    sequence: row.sequence as number,
    move: row.move as Promotion['move'],
    model: row.model as string,
    sha256: row.sha256 as string,
    replaces: row.replaces as string | null,
    replacesSha256: row.replaces_sha256 as string | null,
    proposedBy: row.proposed_by as string,
    proposedAt: row.proposed_at as number,
    reason: row.reason as string,
    gates: JSON.parse(row.gates as string) as readonly Gate[],
    approvedBy: row.approved_by as string | null,
    approvedAt: row.approved_at as number | null,
  };
}
