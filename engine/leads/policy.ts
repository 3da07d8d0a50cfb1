import type { Band, LeadRole, Words } from './types.ts';

/** How leads live. Seconds, shares and limits that a deployment would want to argue about. */
export const leadPolicy = Object.freeze({
  /** Contacts between a person and an established case (oversight rule 15). */
  hopLimit: 3,
  /** A lead that nobody finished in this time is gone. */
  expirySeconds: 90 * 86_400,
  /** After it was handed over, so long an outcome may be recorded. */
  dispatchedSeconds: 180 * 86_400,
  /** A reviewer's lock lapses after this. */
  lockSeconds: 1800,
  /** A lead that a supervisor gave to a reviewer is theirs for a working day. */
  assignedSeconds: 8 * 3600,
  /**
   * Nobody is proposed on a weak score, however few leads there are: more than four in five of them would be wrong. The
   * blind sample is drawn without it.
   */
  proposeFrom: 0.2,
  strongFrom: 0.5,
  moderateFrom: 0.2,
});

export function bandOf(score: number): Band {
  if (score >= leadPolicy.strongFrom) return 'strong';
  return score >= leadPolicy.moderateFrom ? 'moderate' : 'weak';
}

export const notEvidence: Words = Object.freeze({
  en: 'A lead is a reason to look, not evidence. It may be wrong, and most people in any graph of contacts are innocent.',
  zh: '线索只是查看的理由，不是证据；可能有误，联系图中的多数人是无辜的。',
});

const inquiry: Words = Object.freeze({
  en: 'May be used to begin an inquiry by the unit it was handed to. It is no ground for a stop, a search, an arrest or a refusal of anything.',
  zh: '仅可供接收单位启动核查，不得作为拦截、搜查、拘捕或拒绝办理任何事项的依据。',
});

/** What may be done with a lead (oversight rules 10 and 17). */
export const mayBeUsedFor: Readonly<Record<LeadRole, Words>> = Object.freeze({
  user: Object.freeze({
    en: 'May be used by community treatment to offer help. It goes to no enforcement unit by default and is no ground for a stop, a search, an arrest or a penalty.',
    zh: '供社区戒毒康复工作站提供帮助之用；默认不转执法单位，不得作为拦截、搜查、拘捕或处罚的依据。',
  }),
  retailer: inquiry,
  supplier: inquiry,
});
