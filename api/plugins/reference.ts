import swaggerUi from '@fastify/swagger-ui';
import type { FastifyPluginAsync } from 'fastify';

const policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'";

/** The reference page of the API at /reference, from files of this server; its policy allows nothing from outside. */
export const reference: FastifyPluginAsync = async (app) => {
  await app.register(swaggerUi, {
    routePrefix: '/reference',
    staticCSP: true,
    transformStaticCSP: () => policy,
    uiConfig: { layout: 'BaseLayout' },
  });
};
