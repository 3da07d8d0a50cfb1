import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { installationRoot } from '../../engine/index.ts';
import { ProblemError } from '../problem-error.ts';
import { securityHeaders } from './security-headers.ts';

/** Addresses that the page itself understands; each is answered with the page. */
export const consolePaths = Object.freeze([
  '/',
  '/queue',
  '/leads/:id',
  '/network',
  '/map',
  '/cases',
  '/disclosures',
  '/records',
  '/models',
  '/integrations',
  '/staff',
  '/audit',
]);

/** `react-aria` writes one fixed style rule into the page: it is allowed by what it says, not by where it comes from. */
const pressableStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/** Everything from this server, no script or style in the page, nobody frames it. */
export const consolePolicy = [
  "default-src 'self'",
  `style-src 'self' ${pressableStyle}`,
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const page = { ...securityHeaders, 'content-security-policy': consolePolicy };
/** The name holds the hash of the content, so what was kept is never old. */
const asset = { ...page, 'cache-control': 'public, max-age=31536000, immutable' };

/** Serves the web page where it has been built. A server without it answers the API alone. */
export async function consoleFiles(app: FastifyInstance): Promise<void> {
  const root = join(installationRoot(), 'dist', 'console');
  if (!existsSync(join(root, 'index.html'))) return;
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false, index: false });
  const config = { act: null };
  const schema = { hide: true };
  for (const path of consolePaths) {
    app.get(path, { config, schema }, (_request, reply): FastifyReply => reply.headers(page).sendFile('index.html'));
  }
  // Known by name from the start: no path that a caller makes up ever reaches the disk.
  const files: ReadonlySet<string> = new Set(readdirSync(join(root, 'assets')));
  app.get<{ Params: { file: string } }>('/assets/:file', { config, schema }, (request, reply): FastifyReply => {
    if (!files.has(request.params.file)) throw new ProblemError('route_not_found');
    return reply.headers(asset).sendFile(`assets/${request.params.file}`);
  });
}
