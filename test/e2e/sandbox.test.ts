import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { cliJson } from '../fixtures/cli.ts';

const left = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('excavator-sandbox-'));

it('the sandbox walks a lead to the acknowledgement of its withdrawal, and leaves nothing', () => {
  const before = left();
  const walked = cliJson<Record<string, string>>('sandbox', '--once', '--port', '0');
  expect(walked.lead).toMatch(/^L-[a-z2-7]{16}$/);
  expect(walked.webhookSecret).toMatch(/^whsec_/);
  for (const event of [walked.raised, walked.withdrawn]) expect(event).toMatch(/^evt_/);
  expect(left().filter((name) => !before.includes(name))).toEqual([]);
}, 300_000);
