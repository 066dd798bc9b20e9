import type { FastifyInstance } from 'fastify';

const openData = /^\/hsds(\/|\?|$)/;

/** Whether an address belongs to the open data, which every web site may ask for. */
export function isOpenData(url: string): boolean {
  return openData.test(url);
}

/** Lets the pages of every site read the open data (CORS): it is the same for everybody, and no cookie counts there. */
export function letOtherSitesReadOpenData(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (!isOpenData(request.url)) return;
    void reply
      .header('access-control-allow-origin', '*')
      .header('access-control-expose-headers', 'accept-ranges, content-range, etag, retry-after')
      .header('cross-origin-resource-policy', 'cross-origin');
    if (request.method !== 'OPTIONS') return;
    await reply
      .status(204)
      .header('access-control-allow-methods', 'GET, HEAD, POST, OPTIONS')
      .header('access-control-allow-headers', 'content-type, if-none-match, if-range, range')
      .header('access-control-max-age', '86400')
      .send();
  });
}
