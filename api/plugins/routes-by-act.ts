import type { FastifyInstance } from 'fastify';

/** Which routes are which act, told as they are registered. */
export function routesByAct(app: FastifyInstance): (act: string) => readonly string[] {
  const known = new Map<string, string[]>();
  app.addHook('onRoute', ({ method, url, config }) => {
    const act = config?.act;
    if (typeof act !== 'string') return;
    const names = [method].flat().filter((one) => one !== 'HEAD');
    known.set(act, [...(known.get(act) ?? []), ...names.map((name) => `${name} ${url}`)]);
  });
  return (act) => known.get(act) ?? [];
}
