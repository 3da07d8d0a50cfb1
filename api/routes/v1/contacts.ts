import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type ContactWhy, type Engine, ExcavatorError } from '../../../engine/index.ts';
import { WhyContactAnswer, WhyContactQuery } from '../../contract/contacts.ts';
import { engineProblems } from '../../contract/problem.ts';
import { ProblemError } from '../../problem-error.ts';
import { charge } from './charge.ts';

const schema = {
  tags: ['persons'],
  operationId: 'getWhyContact',
  summary: 'Why two people are a contact, or why not, channel by channel; one of them has to be ranked',
  querystring: WhyContactQuery,
  response: { 200: WhyContactAnswer, ...engineProblems },
};

/** The test behind a contact, under a case. */
export const contacts: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  app.get('/contacts/why', { schema, config: { act: 'person.graph' } }, async ({ who, query: { a, b, case: id } }) => {
    const view = await read(engine.as(who.account), a, b);
    const used = await charge(engine, who, now(), id, [view.a, view.b]);
    return {
      run_id: view.runId,
      as_of: view.asOf,
      a: view.a,
      b: view.b,
      contact: view.contact,
      weight: view.weight,
      channels: view.lines.map(({ log10P, log10Q, tripsNeeded, records, ...line }) => ({
        ...line,
        log10_p: finite(log10P),
        log10_q: finite(log10Q),
        trips_needed: tripsNeeded,
        records: [...records],
      })),
      exposed: 2,
      case: used,
    };
  });
};

async function read(engine: Engine, a: string, b: string): Promise<ContactWhy> {
  if (a === b) throw new ProblemError('invalid_request', { detail: 'A contact has two people; these are one.' });
  try {
    return await engine.whyContact(a, b);
  } catch (error) {
    if (error instanceof ExcavatorError && error.code === 'person_unknown') throw new ProblemError('person_not_found');
    throw error;
  }
}

/** JSON has no infinity. */
const finite = (value: number): number => Math.max(value, -Number.MAX_VALUE);
