import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Engine } from '../../../engine/index.ts';
import {
  AccountAnswer,
  AccountBody,
  AccountPath,
  AccountsAnswer,
  UnitAnswer,
  UnitsAnswer,
  UnlockBody,
} from '../../contract/accounts.ts';
import { engineProblems } from '../../contract/problem.ts';
import { NoQuery } from '../../contract/values.ts';

const common = { tags: ['accounts'], querystring: NoQuery };
const response = { 200: AccountAnswer, ...engineProblems };
type View = Omit<AccountAnswer, 'must_rotate'> & { readonly must_rotate: number };

/** The administrator keeps accounts and units, and sees no lead and no identity. */
export const accounts: FastifyPluginAsyncTypebox<{ engine: Engine; now: () => number }> = async (
  app,
  { engine, now },
) => {
  const { accounts: book } = engine.oversight;
  const list = {
    ...common,
    operationId: 'listAccounts',
    summary: 'Every account',
    response: { 200: AccountsAnswer, ...engineProblems },
  };
  app.get('/accounts', { schema: list, config: { act: 'account.list' } }, async ({ who }) => ({
    accounts: book.list(who, now()).map(answer),
  }));
  const create = {
    ...common,
    operationId: 'createAccount',
    summary: 'Make an account; its first password must be changed at the first sign-in',
    body: AccountBody,
    response,
  };
  app.post('/accounts', { schema: create, config: { act: 'account.create' } }, async ({ who, body }) =>
    answer(await book.create(who, now(), body)),
  );
  const close = {
    ...common,
    operationId: 'closeAccount',
    summary: 'Close an account; its sessions end',
    params: AccountPath,
    response,
  };
  app.post('/accounts/:name/close', { schema: close, config: { act: 'account.close' } }, async ({ who, params }) =>
    answer(book.close(who, now(), params.name)),
  );
  const unlock = {
    ...common,
    operationId: 'unlockAccount',
    summary: 'Unlock an account and set a first password',
    params: AccountPath,
    body: UnlockBody,
    response,
  };
  app.post(
    '/accounts/:name/unlock',
    { schema: unlock, config: { act: 'account.unlock' } },
    async ({ who, params, body }) => answer(await book.unlock(who, now(), params.name, body.password)),
  );
  const units = {
    ...common,
    operationId: 'listUnits',
    summary: 'Every unit',
    response: { 200: UnitsAnswer, ...engineProblems },
  };
  app.get('/units', { schema: units, config: { act: 'status.read' } }, async () => ({
    units: [...engine.oversight.units()],
  }));
  const unit = {
    ...common,
    operationId: 'putUnit',
    summary: 'Make a unit, or give it another name, kind or area',
    body: UnitAnswer,
    response: { 200: UnitAnswer, ...engineProblems },
  };
  app.post('/units', { schema: unit, config: { act: 'unit.create' } }, async ({ who, body }) =>
    engine.oversight.putUnit(who, now(), body),
  );
};

function answer(view: View): AccountAnswer {
  return { ...view, must_rotate: view.must_rotate === 1 };
}
