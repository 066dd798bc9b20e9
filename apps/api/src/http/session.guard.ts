import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { admit, type Audience, type LiveSession } from '#libs/identity';
import { audienceKey } from './audience.decorator.js';
import type { PortalRequest } from './request.js';

/** Makes the actor out of the session cookie and lets in whom the route's audience includes. */
@Injectable()
export class SessionGuard extends AuthGuard('session-cookie') {
  constructor(private readonly reflector: Reflector) {
    super({ session: false, property: 'liveSession' });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const audience = this.reflector.get<Audience | undefined>(audienceKey, context.getHandler());
    if (!audience)
      throw new Error(`route without audience: ${context.getClass().name}.${context.getHandler().name}`);
    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<PortalRequest>();
    request.actor = request.liveSession?.actor;
    admit(audience, request.actor);
    return true;
  }

  /** No session is no error here: whether one is needed is the audience's matter. */
  override handleRequest<T = LiveSession>(error: unknown, session: T | false): T {
    if (error) throw error;
    return (session || undefined) as T;
  }
}
