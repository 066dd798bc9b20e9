import type { FastifyInstance } from 'fastify';
import { Config, Forbidden, PortalError } from '#libs/platform';
import { isOpenData } from '../hsds/other-sites.js';
import { problemOf } from './problem.js';
import { replyWith } from './problem.reply.js';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site makes a browser send (CSRF). Browsers say where a request comes from in
 * Sec-Fetch-Site and Origin; other clients send neither and hold no cookie that a site could abuse.
 */
export function refuseOtherOrigins(fastify: FastifyInstance, config: Config): void {
  const own = new URL(config.publicUrl).origin;
  fastify.addHook('onRequest', async (request, reply) => {
    // The open data takes questions from everywhere, and no question there changes anything.
    if (safe.has(request.method) || isOpenData(request.url)) return;
    const site = request.headers['sec-fetch-site'];
    const origin = request.headers.origin;
    const sameSite = site === undefined || site === 'same-origin' || site === 'none';
    const sameOrigin = origin === undefined || origin === own || hostOf(origin) === request.headers.host;
    if (sameSite && sameOrigin) return;
    const refusal: PortalError = new Forbidden(
      'origin.refused',
      'ほかのサイトからの操作は受け付けられません。',
    );
    await replyWith(reply, problemOf(403, refusal.code, refusal.detail, request.id));
  });
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
