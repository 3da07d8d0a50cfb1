import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../contract/problem.ts';

/** Collects the schemas of the routes registered after it into one OpenAPI 3.1 document. */
export async function openapi(app: FastifyInstance): Promise<void> {
  app.addSchema(Problem);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Excavator',
        version: '1.0.0',
        description:
          'Ranked, explained leads near established cases. A lead is not evidence. Instants are epoch seconds, persons are keyed pseudonyms, errors are RFC 9457 problem details.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'leads', description: 'who might be looked at next, and why' },
        { name: 'service', description: 'what the service says of itself' },
      ],
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? `schema-${i}`) },
  });
}
