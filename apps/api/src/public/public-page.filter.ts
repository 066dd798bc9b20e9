import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PublicEntries } from '#libs/directory';
import { Config, type Logger, PortalError, TooMany } from '#libs/platform';
import { Log } from '../http/log.token.js';
import { statusOf } from '../http/problem.filter.js';
import type { PortalRequest } from '../http/request.js';
import { refusalPage } from './layout/message.page.js';
import { type RawQuery, viewOf } from './search/search.params.js';

/** Says in a page, in the reader's language, why there is nothing to see. */
@Catch()
export class PublicPageFilter implements ExceptionFilter {
  constructor(
    private readonly entries: PublicEntries,
    private readonly config: Config,
    @Inject(Log) private readonly log: Logger,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<PortalRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = statusFor(error);
    if (error instanceof TooMany) void reply.header('retry-after', String(error.extra['retryAfter']));
    if (status >= 500) this.log.error({ request: request.id, code: nameOf(error) }, 'public page failed');
    const word = status === 429 ? 'tooMany' : status < 500 ? 'notFoundHelp' : 'trouble';
    const given = {
      path: '/find',
      view: viewOf(request.query as RawQuery),
      // Whoever asks too often costs nothing more; where the database is away, there is nobody to ask.
      network: word === 'notFoundHelp' ? (await this.entries.network()).name : '支援機関をさがす',
      publicUrl: this.config.publicUrl,
    };
    void reply
      .status(status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(refusalPage(given, word));
  }
}

function statusFor(error: unknown): number {
  if (error instanceof PortalError) return statusOf[error.kind];
  return error instanceof HttpException ? error.getStatus() : 503;
}

function nameOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
}
