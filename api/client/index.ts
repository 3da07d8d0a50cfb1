export { type Answer, ApiProblem, type Client, type ClientOptions, createClient } from './client.ts';
export type { Operations, Problem } from './generated.ts';
export { createMachineClient, signIn } from './sign-in.ts';
