import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ExcavatorError } from '../../engine/index.ts';

/** A password from the environment, else typed unseen at a terminal. Never from the command line, where others can read it. */
export async function secret(variable: string, question: string): Promise<string> {
  const given = process.env[variable];
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY) throw noPassword(variable);
  process.stderr.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: unseen, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}

function noPassword(variable: string): ExcavatorError {
  return new ExcavatorError({
    code: 'password_missing',
    kind: 'usage',
    what: 'A password is needed and there is no terminal to type it at.',
    expected: `the environment variable ${variable}`,
    advice: `Set ${variable}, or run the command at a terminal.`,
  });
}
