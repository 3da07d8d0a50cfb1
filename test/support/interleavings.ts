import { ExcavatorError } from '../../engine/kernel/errors.ts';
import type { Principal } from '../../engine/rights/index.ts';
import type { GrantHome } from './grant-home.ts';
import { at0, ivo, principal, sam, sue } from './lead-home.ts';

/** Six hands of four people: two of them could play both parts. */
export const hands: readonly Principal[] = [
  ivo,
  principal('isa', 'investigator'),
  sam,
  sue,
  { ...ivo, role: 'supervisor' },
  { ...sam, role: 'investigator' },
];

export type Move = {
  readonly hand: number;
  readonly move: 'request' | 'approve' | 'refuse' | 'read' | 'close';
  /** Which of the requests so far. */
  readonly grant: number;
  readonly seconds: number;
  /** Goes off together with the move before it. */
  readonly together: boolean;
};

/** What happened, in the order in which it was done. */
export interface Deed {
  readonly who: string;
  readonly did: 'requested' | 'approved' | 'read' | 'closed';
  readonly grant: string;
  readonly at: number;
  readonly until?: number;
}

let cases = 0;

/** Plays moves on a case of its own; every refusal is fine, what was done is given back. */
export async function play(
  { grants, cases: files }: GrantHome,
  moves: readonly Move[],
  start: number,
): Promise<Deed[]> {
  const caseId = `C-play-${++cases}`;
  files.open(sam, start, { id: caseId, purpose: 'play' });
  const deeds: Deed[] = [];
  const faults: unknown[] = [];
  const ids: string[] = [];
  let at = start;
  let running: Promise<unknown>[] = [];
  const once = async ({ hand, move, grant }: Move, now: number): Promise<void> => {
    const who = hands[hand] as Principal;
    const id = ids[grant % Math.max(1, ids.length)] ?? 'G-none';
    const done = (did: Deed['did'], more = {}): void =>
      void deeds.push({ who: who.account, did, grant: id, at: now, ...more });
    if (move === 'request') {
      const made = await grants.request(who, { at: now, lead: 'L-aaaaaaaaaaaaaaaa', caseId, purpose: 'play' });
      ids.push(made.id);
      deeds.push({ who: who.account, did: 'requested', grant: made.id, at: now });
    } else if (move === 'approve') {
      const made = await grants.approve(who, now, id, 1, 'play');
      done('approved', { until: made.granted_until });
    } else if (move === 'refuse') await grants.refuse(who, now, id, 'play');
    else if (move === 'read') {
      await grants.read(who, now, id);
      done('read');
    } else {
      files.close(who, now, caseId);
      deeds.push({ who: who.account, did: 'closed', grant: 'case', at: now });
    }
  };
  for (const move of moves) {
    if (!move.together) {
      await Promise.all(running);
      running = [];
    }
    at += move.seconds;
    const now = at;
    running.push(
      once(move, now).catch((error: unknown) => {
        if (!(error instanceof ExcavatorError) || error.kind === 'resource') faults.push(error);
      }),
    );
  }
  await Promise.all(running);
  if (faults.length > 0) throw faults[0];
  return deeds;
}

/**
 * Grants by whoever asked, and reads that no second person stands behind or that came too late; written without looking at
 * the engine.
 */
export function unlawful(deeds: readonly Deed[]): readonly string[] {
  return deeds.flatMap((deed, i) => {
    if (deed.did === 'approved' && deeds.some((one) => isOwn(one, deed)))
      return [`${deed.who} at ${deed.at - at0}: granted to oneself`];
    if (deed.did !== 'read') return [];
    const before = deeds.slice(0, i).filter(({ grant }) => grant === deed.grant);
    const asked = before.find(({ did }) => did === 'requested');
    const granted = before.find(({ did }) => did === 'approved');
    const wrong =
      asked === undefined
        ? 'nobody asked'
        : granted === undefined
          ? 'nobody granted'
          : granted.who === asked.who
            ? 'one person alone'
            : asked.who !== deed.who
              ? 'read by another'
              : deed.at >= (granted.until ?? 0)
                ? 'after the end'
                : deeds.slice(0, i).some(({ did, at }) => did === 'closed' && at < deed.at)
                  ? 'after the case closed'
                  : undefined;
    return wrong === undefined ? [] : [`${deed.who} at ${deed.at - at0}: ${wrong}`];
  });
}

const isOwn = (asked: Deed, granted: Deed): boolean =>
  asked.did === 'requested' && asked.grant === granted.grant && asked.who === granted.who;
