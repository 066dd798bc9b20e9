import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Config } from '#libs/platform';

/** Name and attributes of the session cookie; over HTTPS the __Host- prefix ties it to this host alone (RFC 6265bis). */
export function sessionCookie(config: Config): { name: string; attributes: CookieSerializeOptions } {
  return {
    name: config.secure ? '__Host-sid' : 'sid',
    attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure: config.secure },
  };
}
