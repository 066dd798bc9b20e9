import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, of } from 'rxjs';
import { HsdsFeedStamp } from '#libs/directory';

/**
 * Answers are kept by whoever wants, and asked for anew each time: what an agency withdraws is gone at once. As long as
 * nothing in the feed has changed, that costs one short query and an empty answer.
 */
@Injectable()
export class OpenDataInterceptor implements NestInterceptor {
  constructor(private readonly stamp: HsdsFeedStamp) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (request.method !== 'GET') {
      void reply.header('cache-control', 'no-store');
      return next.handle();
    }
    const stamp = await this.stamp.current();
    const etag = `W/"${stamp}"`;
    void reply.header('cache-control', 'public, no-cache').header('etag', etag);
    if (!matches(request.headers['if-none-match'], stamp)) return next.handle();
    void reply.status(304);
    return of('');
  }
}

/** The tag of the bulk file says more than the stamp, of which file it is; for whoever has one made of the same feed it is as good. */
function matches(header: string | undefined, stamp: string): boolean {
  return (header ?? '').split(',').some((one) => {
    const [, tag] = /^\s*(?:W\/)?"([^"]*)"\s*$/.exec(one) ?? [];
    return tag === stamp || tag?.startsWith(`${stamp}.`) === true;
  });
}
