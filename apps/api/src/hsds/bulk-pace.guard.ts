import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooMany } from '#libs/platform';
import type { PortalRequest } from '../http/request.js';

/** How often a minute one address may ask for the whole feed: no two of its answers can be far apart. */
export const bulkPace = 30;

/** Keeps one address from having everything sent to it over and over. Counted in this process, like all public reading. */
@Injectable()
export class BulkPaceGuard implements CanActivate {
  private readonly limit = new RateLimiterMemory({ points: bulkPace, duration: 60 });

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
