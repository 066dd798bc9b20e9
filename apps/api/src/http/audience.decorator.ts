import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { Audience } from '#libs/identity';

/** Where the guard and the routes test find the audience of a route. */
export const audienceKey = 'portal:audience';

/** Says who may call a route. A route without it is refused at start-up. */
export function For(audience: Audience): MethodDecorator {
  return applyDecorators(
    SetMetadata(audienceKey, audience),
    // For what happens before a handler is chosen: the session is asked before a body is read.
    RouteConfig({ audience }),
    ApiExtension('x-audience', audience),
    ...(audience === 'public' ? [] : [ApiCookieAuth('session')]),
  );
}
