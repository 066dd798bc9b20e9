import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { Audience } from '#libs/identity';

/** Where the guard and the routes test find the audience of a route. */
export const audienceKey = 'portal:audience';

/** Says who may call a route. A route without it is refused at start-up. */
export function For(audience: Audience): MethodDecorator {
  return applyDecorators(
    SetMetadata(audienceKey, audience),
    ApiExtension('x-audience', audience),
    ...(audience === 'public' ? [] : [ApiCookieAuth('session')]),
  );
}
