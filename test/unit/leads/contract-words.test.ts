import { describe, expect, it } from 'vitest';
import { reasonCodes, leadStates as told } from '../../../api/contract/lead-words.ts';
import { leadStates, transitions } from '../../../engine/leads/index.ts';

/** The contract may not read the engine, because the web page reads the contract: so its lists are held against the engine's here. */
describe('states and coded reasons of leads in the contract', () => {
  it('are those of the lead book', () => {
    expect([...told]).toEqual([...leadStates]);
    const codes = transitions.flatMap(({ act, codes: own }) => (own === undefined ? [] : [[act.slice(5), [...own]]]));
    expect(Object.entries(reasonCodes).map(([step, own]) => [step, [...own]])).toEqual(codes);
  });
});
