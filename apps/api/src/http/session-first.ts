import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Audience, LiveSession } from '#libs/identity';
import { Unauthenticated } from '#libs/platform';
import { problemOf } from './problem.js';
import { replyWith } from './problem.reply.js';
import type { PortalRequest } from './request.js';

/** What of a refused body may still arrive without the connection being ended. */
const bearable = 1024 * 1024;

/**
 * Asks for the session before the body of a request is read: for whoever is not signed in the server keeps nothing, however
 * much they send. The guard asks again where reading the body has taken its time.
 */
export function askForSessionFirst(
  fastify: FastifyInstance,
  find: (request: PortalRequest) => Promise<LiveSession | undefined>,
): void {
  fastify.addHook('onRequest', async (incoming, reply) => {
    const request = incoming as PortalRequest;
    const { audience } = request.routeOptions.config as { audience?: Audience };
    if (audience === undefined || audience === 'public' || !bringsBody(request)) return;
    const session = await find(request);
    if (session) {
      request.foundFirst = { session, at: performance.now() };
      return;
    }
    const refusal = new Unauthenticated();
    if (announcedOctets(request) > bearable) void reply.header('connection', 'close');
    return replyWith(reply, problemOf(401, refusal.code, refusal.detail, request.id));
  });
}

function bringsBody(request: FastifyRequest): boolean {
  return announcedOctets(request) > 0;
}

/** How much is said to come; what comes in pieces says nothing, and may be anything. */
function announcedOctets({ headers }: FastifyRequest): number {
  if (headers['transfer-encoding'] !== undefined) return Number.POSITIVE_INFINITY;
  return Number(headers['content-length'] ?? 0);
}
