import type { FastifyInstance } from 'fastify';
import { evidenceTypes, largestEvidence } from '#libs/people';
import { problemOf } from './problem.js';
import { replyWith } from './problem.reply.js';

/**
 * JSON only: a form of another site cannot send it without asking first. Scans are the one exception, on the one kind
 * of route that takes them; a form cannot send those types either.
 */
export function takeJsonAndScans(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(
    [...evidenceTypes],
    { parseAs: 'buffer', bodyLimit: largestEvidence },
    (_request, body, done) => done(null, body),
  );
  fastify.addHook('preHandler', async (request, reply) => {
    if (Buffer.isBuffer(request.body) === (request.method === 'POST' && isForScans(request.routeOptions.url)))
      return;
    const detail = isForScans(request.routeOptions.url)
      ? 'PDF、PNG、JPEG のファイルを送ってください。'
      : 'JSON（application/json）で送ってください。';
    await replyWith(reply, problemOf(415, 'input.wrong_type', detail, request.id));
  });
}

function isForScans(route: string | undefined): boolean {
  return /\/(evidence|files)$/.test(route ?? '');
}
