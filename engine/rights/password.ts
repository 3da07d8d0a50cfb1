import argon2 from 'argon2';
import { ExcavatorError } from '../kernel/errors.ts';

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. */
const cost = Object.freeze({ type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
const lengthMin = 12;
const lengthMax = 256;

export async function hashPassword(password: string): Promise<string> {
  return argon2.hash(password, cost);
}

let nobody: Promise<string> | undefined;

/** Takes as long for an account that is not there as for one that is. */
export async function passwordFits(secret: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('the password of nobody');
  const fits = await argon2.verify(secret ?? (await nobody), password.slice(0, lengthMax)).catch(() => false);
  return fits && secret !== undefined;
}

/** @throws ExcavatorError password_weak */
export function checkPassword(password: string, account: string): void {
  const fault =
    password.length < lengthMin || password.length > lengthMax
      ? `${password.length} characters`
      : password.toLowerCase().includes(account.toLowerCase())
        ? 'a password with the name of the account in it'
        : new Set(password).size < 5
          ? 'a password of fewer than five different characters'
          : undefined;
  if (fault === undefined) return;
  throw new ExcavatorError({
    code: 'password_weak',
    kind: 'usage',
    what: 'The password is too easy to guess.',
    got: fault,
    expected: `${lengthMin} to ${lengthMax} characters, at least five different ones, without the name of the account`,
    advice: 'Choose a longer one; a sentence is easy to keep in mind.',
  });
}
