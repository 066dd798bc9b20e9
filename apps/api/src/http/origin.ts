import type { Origin } from '#libs/identity';
import type { PortalRequest } from './request.js';

/** Where a request comes from, as the audit records it. */
export function originOf(request: PortalRequest): Origin {
  return { requestId: request.id, ip: request.ip, userAgent: request.headers['user-agent'] };
}
