import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

// What the server itself answers; everything else is a screen of the web application.
const served = /^\/(api|health|metrics|dev|hsds|fhir|feeds|assets|find|sitemap-\d+\.xml)(\/|$|\?)/;

/** Serves the built web application; any address that is a screen gets its one page. */
export async function serveWebFiles(fastify: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await fastify.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    // The build lays a .br and a .gz beside each file.
    preCompressed: true,
    // Its own header would come after ours.
    cacheControl: false,
    index: 'index.html',
    setHeaders: (response, path) => {
      const forever = path.includes('/assets/');
      response.setHeader('vary', 'accept-encoding');
      response.setHeader('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.addHook('preHandler', async (request, reply) => {
    const isScreen = request.is404 && request.method === 'GET' && !served.test(request.url);
    if (isScreen) return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}
