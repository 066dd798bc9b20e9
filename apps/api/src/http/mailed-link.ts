import type { FastifyReply } from 'fastify';

/** What a token in a mailed link looks like; anything else leads nowhere, and no look-up is needed to say so. */
export const mailedToken = /^[A-Za-z0-9_-]{43}$/;

/**
 * Sends what a mailed link leads to, or `unknown` (404); with a mistake in the form it is 422. Such pages are kept by nobody and
 * found by no search.
 */
export async function replyWithPage(
  reply: FastifyReply,
  page: string | undefined,
  unknown: () => string,
  mistake?: string,
): Promise<void> {
  const status = page === undefined ? 404 : mistake ? 422 : 200;
  await reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow')
    .send(page ?? unknown());
}
