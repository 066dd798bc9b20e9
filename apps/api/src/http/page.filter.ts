import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Invalid, type Logger, PortalError, TooMany } from '#libs/platform';
import { Log } from './log.token.js';
import { statusOf } from './problem.filter.js';
import { replyWithPage } from './refusal.page.js';
import type { PortalRequest } from './request.js';

/** Turns a refusal into a page in plain words, for routes that people open in a browser without the application. */
@Catch()
export class PageFilter implements ExceptionFilter {
  constructor(@Inject(Log) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<PortalRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof TooMany) void reply.header('retry-after', String(error.extra['retryAfter']));
    if (error instanceof PortalError)
      return replyWithPage(reply, { status: statusOf[error.kind], words: wordsOf(error) });
    const status = error instanceof HttpException ? error.getStatus() : 500;
    if (status >= 500) this.log.error({ request: request.id, code: nameOf(error) }, 'page failed');
    const words = ['処理できませんでした。時間をおいて、もう一度お試しください。'];
    return replyWithPage(reply, { status, words });
  }
}

function wordsOf(error: PortalError): readonly string[] {
  return error instanceof Invalid ? error.fields.map(({ detail }) => detail) : [error.detail];
}

function nameOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
}
