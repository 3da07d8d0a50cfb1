import { type Static, Type } from 'typebox';
import { type LeadStep, leadStates, reasonCodes } from './lead-words.ts';
import {
  AccountName,
  CaseId,
  Count,
  Instant,
  LeadId,
  NumberOrNull,
  Pseudonym,
  Reason,
  Role,
  Shape,
  TextOrNull,
  Words,
} from './values.ts';

export const LeadState = Type.Enum([...leadStates]);
export const Band = Type.Enum(['strong', 'moderate', 'weak']);
const BandOrNull = Type.Unsafe<'strong' | 'moderate' | 'weak' | null>({
  type: ['string', 'null'],
  enum: ['strong', 'moderate', 'weak', null],
  description: 'strength of the score; null while this lead, or another about the same person, is judged blind',
});

export const LeadsQuery = Shape({
  role: Type.Optional(Role),
  area: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
  state: Type.Optional(
    Type.String({
      pattern: `^(${leadStates.join('|')})(,(${leadStates.join('|')}))*$`,
      description: 'one state, or several with commas between; default those that somebody has to do something about',
    }),
  ),
  band: Type.Optional(Band),
  older_than_days: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 3650,
      description: 'only those that were proposed so many days ago or earlier',
    }),
  ),
  mine: Type.Optional(Type.Boolean({ description: 'only those in my hands' })),
  sort: Type.Optional(Type.Enum(['priority', 'age', 'expiry'], { description: 'default priority' })),
  top: Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'leads on a page' }),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 512, pattern: '^[A-Za-z0-9_-]+$' })),
});

const lineFields = {
  id: LeadId,
  person: Pseudonym,
  role: Role,
  area: TextOrNull('area the person is seen in most'),
  unit: TextOrNull('unit whose lead it is'),
  state: LeadState,
  band: BandOrNull,
  score: NumberOrNull('calibrated probability of the role; null as long as the band is'),
  low: NumberOrNull('lower end of its 90 % interval'),
  high: NumberOrNull('upper end of its 90 % interval'),
  model: Type.String({ description: 'name and version of the model' }),
  as_of: Instant('newest record it may rest on'),
  proposed_at: Instant('when it was proposed'),
  expires_at: Instant('from then on nothing may be done with it'),
  locked_by: TextOrNull('who is judging it'),
  lock_until: Instant('when that lock lapses'),
  version: Type.Integer({ minimum: 0, description: 'changes with every step; the ETag holds it' }),
};

export const LeadLine = Shape({
  ...lineFields,
  facts: Count('records that tie the person to somebody nearer to a case'),
});
export type LeadLine = Static<typeof LeadLine>;

export const LeadsPage = Shape({
  leads: Type.Array(LeadLine),
  total: Count('leads that fit, over all pages'),
  next_cursor: TextOrNull('opaque; null on the last page'),
  notice: Words,
});
export type LeadsPage = Static<typeof LeadsPage>;

const PathStep = Shape({
  from: Pseudonym,
  to: Pseudonym,
  channel: Type.String({ description: 'how the two met' }),
  count: Count('independent trips or stays together'),
  expected: Type.Number({ description: 'how many chance gives' }),
  first: Instant('first meeting'),
  last: Instant('last meeting'),
  records: Type.Array(Type.String(), { description: 'record ids behind it' }),
});

const WeighedReason = Shape({
  feature: Type.String(),
  weight: Type.Number({ description: 'what it adds to the raw score, in log-odds' }),
  en: Type.String(),
  zh: Type.String(),
});

const Evidence = Shape({
  case_id: Type.String({ description: 'established case that the path ends at' }),
  established: Role,
  established_at: Instant('when that case was established'),
  path: Type.Array(PathStep, { description: 'shortest way from the person to the case, over tested contacts' }),
  contacts: Type.Array(PathStep, { description: 'tested contacts with people nearer to a case, strongest first' }),
  channels: Type.Array(Shape({ channel: Type.String(), contacts: Count('contacts'), meetings: Count('meetings') })),
  reasons_for: Type.Array(WeighedReason),
  reasons_against: Type.Array(WeighedReason),
  innocent: Type.Array(Words, { description: 'innocent explanations that fit' }),
  would_change: Type.Array(Words, { description: 'what would change the score' }),
  what_is_new: Type.Array(Type.String(), { description: 'records that were not known at the last no' }),
});

const Step = Shape({
  act: Type.String(),
  state: LeadState,
  by: Type.String(),
  at: Instant('when'),
  code: Type.String(),
  reason: Type.String(),
});

export const LeadAnswer = Shape({
  ...lineFields,
  blind: Type.Boolean({ description: 'the score is kept back until the reader has given an own view' }),
  evidence: Evidence,
  steps: Type.Array(Step, { description: 'everything that was done with it, in order' }),
  not_evidence: Words,
  may_be_used_for: Words,
  exposed: Count('people that this view shows'),
});
export type LeadAnswer = Static<typeof LeadAnswer>;

export const LeadQuery = Shape({
  case: Type.Optional(CaseId),
});

export const Receipt = Shape({ lead: LeadId, state: LeadState });
export type Receipt = Static<typeof Receipt>;
export const NextAnswer = Shape({
  lead: Type.Union([LeadId, Type.Null()], { description: 'null when the unit has none' }),
});

/** The body of a step: one of its coded reasons, and a sentence. */
export const stepBody = (step: LeadStep) =>
  Shape({ code: Type.Unsafe<string>({ type: 'string', enum: [...reasonCodes[step]] }), reason: Reason });

export const OutcomeBody = Shape({
  code: Type.Enum([...reasonCodes.outcome]),
  reason: Reason,
  role: Type.Enum(['user', 'retailer', 'supplier', 'cleared'], { description: 'what was established' }),
  established_at: Instant('when it was established'),
});

export const AssignBody = Shape({
  leads: Type.Array(LeadId, { minItems: 1, maxItems: 200, uniqueItems: true }),
  to: AccountName,
});
export const ReviewersAnswer = Shape({
  reviewers: Type.Array(Shape({ account: AccountName, in_hand: Count('leads locked by them now') }), {
    description: 'those with the least in hand first',
  }),
});
export type ReviewersAnswer = Static<typeof ReviewersAnswer>;
export const AssignAnswer = Shape({
  assigned: Type.Array(LeadId),
  refused: Type.Array(Shape({ lead: LeadId, cause: Type.String() })),
});

export type AssignAnswer = Static<typeof AssignAnswer>;

export const ProposeBody = Shape({
  top: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'leads a role; default 50' })),
  at_least: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1, description: 'nobody is proposed on a lower score; default 0.2' }),
  ),
  sample: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1000, description: 'people a role drawn at random from below' }),
  ),
});
export const ProposeAnswer = Shape({
  proposed: Count('new leads'),
  refreshed: Count('leads whose evidence or score was brought up to date'),
  reopened: Count('leads that came back with new evidence'),
  stood: Count('a no, a withdrawal or an expiry that stands: nothing new is known'),
  untouched: Count('in somebody’s hands or done: left alone'),
  without_unit: Count('open leads that no unit of the right kind can take'),
  expired: Count('leads whose time was over'),
  withdrawn: Count('leads about people who are established by now'),
});

const rate = {
  role: Role,
  share: NumberOrNull('share'),
  low: NumberOrNull('lower end of the 95 % interval'),
  high: NumberOrNull('upper end of the 95 % interval'),
};
export const WrongfulFlagsAnswer = Shape({
  flags: Type.Array(
    Shape({ ...rate, decided: Count('leads somebody decided about'), dismissed: Count('of these: no') }),
  ),
});
export type WrongfulFlagsAnswer = Static<typeof WrongfulFlagsAnswer>;
export const MissedAnswer = Shape({
  missed: Type.Array(
    Shape({
      ...rate,
      reviewed: Count('people drawn at random and judged'),
      approved: Count('of these: those in whom the reviewer saw the role before the score showed'),
      flagged_share: NumberOrNull('the same share among flagged people judged as blindly'),
      flagged_reviewed: Count('how many of those'),
    }),
  ),
});

export const IfMatch = Type.Object({
  'if-match': Type.Optional(Type.String({ pattern: '^"[0-9]{1,9}"$', description: 'ETag of the lead that was read' })),
});
