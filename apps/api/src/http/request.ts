import type { FastifyRequest } from 'fastify';
import type { Actor, LiveSession } from '#libs/identity';

/** A request as the portal sees it; the session guard adds who sent it. */
export interface PortalRequest extends FastifyRequest<{ Params: Record<string, string> | undefined }> {
  actor?: Actor;
  liveSession?: LiveSession;
  /** What was found before the body was read, and when (performance.now). */
  foundFirst?: { readonly session: LiveSession; readonly at: number };
}
