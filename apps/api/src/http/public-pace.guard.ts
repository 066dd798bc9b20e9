import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooMany } from '#libs/platform';
import type { PortalRequest } from './request.js';

/** Requests a minute from one address: far more than any reader makes, and enough to open every entry of a region one by one. */
export const publicPace = 3000;

/** Keeps one address from taking all of what is open to everybody. Counted in this process: nobody is locked out by it. */
@Injectable()
export class PublicPaceGuard implements CanActivate {
  private readonly limit = new RateLimiterMemory({ points: publicPace, duration: 60 });

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { ip } = context.switchToHttp().getRequest<PortalRequest>();
    try {
      await this.limit.consume(ip);
      return true;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw new TooMany(Math.ceil(refusal.msBeforeNext / 1000));
      throw refusal;
    }
  }
}
