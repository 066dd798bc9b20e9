import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long requests in hand may take once the process has been asked to stop. */
const grace = 20_000;

/**
 * Lets the server stop. Browsers open connections ahead of need; such a one never counts as idle, and would keep a stop
 * waiting for a minute. Requests in hand are finished, unless they take too long.
 */
export function letServerStop(fastify: FastifyInstance): void {
  const unused = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  fastify.server.on('request', ({ socket }) => unused.delete(socket));
  fastify.addHook('preClose', (done) => {
    for (const socket of unused) socket.destroy();
    setTimeout(() => fastify.server.closeAllConnections(), grace).unref();
    done();
  });
}
