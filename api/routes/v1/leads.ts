import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../../engine/index.ts';
import type { leadStates } from '../../contract/lead-words.ts';
import {
  LeadAnswer,
  LeadQuery,
  LeadsPage,
  LeadsQuery,
  MissedAnswer,
  NextAnswer,
  ProposeAnswer,
  ProposeBody,
  WrongfulFlagsAnswer,
} from '../../contract/leads.ts';
import { engineProblems, leadProblems } from '../../contract/problem.ts';
import { LeadPath, NoQuery } from '../../contract/values.ts';
import { leadAnswer, lineAnswer } from './lead-answers.ts';
import { decodePlace, encodePlace } from './place-cursor.ts';

const tags = ['leads'];
type State = (typeof leadStates)[number];
/** Leads that somebody has to do something about. */
const openStates: readonly State[] = ['proposed', 'in_review', 'needs_information', 'approved', 'dispatched'];

/** The lead book as people work with it; each call is one act in the log. */
export const leads: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (app, { engine, now }) => {
  const book = engine.oversight.leads;

  const list = {
    tags,
    operationId: 'listLeads',
    summary: 'Leads of the own unit, page by page',
    querystring: LeadsQuery,
    response: { 200: LeadsPage, ...engineProblems },
  };
  app.get('/leads', { schema: list, config: { act: 'lead.list' } }, async ({ who, query }) => {
    const { state, sort = 'priority', cursor, role, area, band, older_than_days: days, mine, top } = query;
    const states = state === undefined ? openStates : (state.split(',') as State[]);
    const asked = {
      unit: who.unit,
      sort,
      states,
      role: role ?? null,
      area: area ?? null,
      band: band ?? null,
      days: days ?? null,
      mine: mine ?? false,
    };
    const page = await book.page(who, now(), {
      sort,
      states,
      top,
      ...(role === undefined ? {} : { role }),
      ...(area === undefined ? {} : { area }),
      ...(band === undefined ? {} : { band }),
      ...(days === undefined ? {} : { proposedUntil: now() - days * 86_400 }),
      ...(mine === undefined ? {} : { mine }),
      ...(cursor === undefined ? {} : { after: decodePlace(cursor, asked) }),
    });
    return {
      leads: page.lines.map(lineAnswer),
      total: page.total,
      next_cursor: page.next === null ? null : encodePlace(page.next, asked),
      notice: engine.oversight.notEvidence,
    };
  });

  const propose = {
    tags,
    operationId: 'proposeLeads',
    summary: 'Make leads from the newest ranking',
    querystring: NoQuery,
    body: ProposeBody,
    response: { 200: ProposeAnswer, ...engineProblems },
  };
  app.post('/leads', { schema: propose, config: { act: 'lead.propose' } }, async ({ who, body }) => {
    const { at_least: atLeast, ...rest } = body;
    const done = await engine.oversight.propose(who, now(), {
      ...rest,
      ...(atLeast === undefined ? {} : { atLeast }),
    });
    const { proposed, refreshed, reopened, stood, untouched, withoutUnit, expired, withdrawn } = done;
    return { proposed, refreshed, reopened, stood, untouched, without_unit: withoutUnit, expired, withdrawn };
  });

  const next = {
    tags,
    operationId: 'nextLead',
    summary: 'Take the next lead, locked for half an hour',
    querystring: NoQuery,
    response: { 200: NextAnswer, ...engineProblems },
  };
  app.post('/leads/next', { schema: next, config: { act: 'lead.next' } }, async ({ who }) => ({
    lead: (await book.next(who, now()))?.lead ?? null,
  }));

  const wrongful = {
    tags,
    operationId: 'getWrongfulFlags',
    summary: 'How often people of the unit said that a flag was wrong, with a 95 % interval',
    querystring: NoQuery,
    response: { 200: WrongfulFlagsAnswer, ...engineProblems },
  };
  app.get('/wrongful-flags', { schema: wrongful, config: { act: 'lead.list' } }, async ({ who }) => ({
    flags: [...(await book.wrongful(who, now()))],
  }));

  const missed = {
    tags,
    operationId: 'getMissed',
    summary: 'What the blind review of people drawn at random says of those who were not flagged',
    querystring: NoQuery,
    response: { 200: MissedAnswer, ...engineProblems },
  };
  app.get('/leads/missed', { schema: missed, config: { act: 'label.export' } }, async ({ who }) => ({
    missed: engine.oversight.missed(who, now()).map(({ flaggedShare, flaggedReviewed, ...rest }) => ({
      ...rest,
      flagged_share: flaggedShare,
      flagged_reviewed: flaggedReviewed,
    })),
  }));

  const show = {
    tags,
    operationId: 'getLead',
    summary: 'A lead with its evidence; opening it is what a decision asks for',
    params: LeadPath,
    querystring: LeadQuery,
    response: { 200: LeadAnswer, ...leadProblems },
  };
  app.get('/leads/:id', { schema: show, config: { act: 'lead.read' } }, async ({ who, params, query }, reply) => {
    const view = await book.read(who, now(), params.id, query.case);
    reply.header('etag', `"${view.version}"`);
    return leadAnswer(view);
  });
};
