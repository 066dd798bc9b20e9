import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Invalid, type Logger, PortalError, TooMany } from '#libs/platform';
import { html } from './html.js';
import { Log } from './log.token.js';
import { plainPage } from './plain-page.js';
import { statusOf } from './problem.filter.js';
import type { PortalRequest } from './request.js';

/** Turns a refusal into a page in plain words, for routes that people open in a browser without the application. */
@Catch()
export class PageFilter implements ExceptionFilter {
  constructor(@Inject(Log) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<PortalRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof TooMany) void reply.header('retry-after', String(error.extra['retryAfter']));
    if (error instanceof PortalError) return send(reply, statusOf[error.kind], wordsOf(error));
    const status = error instanceof HttpException ? error.getStatus() : 500;
    if (status >= 500) this.log.error({ request: request.id, code: nameOf(error) }, 'page failed');
    return send(reply, status, ['処理できませんでした。時間をおいて、もう一度お試しください。']);
  }
}

function wordsOf(error: PortalError): readonly string[] {
  return error instanceof Invalid ? error.fields.map(({ detail }) => detail) : [error.detail];
}

function nameOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
}

function send(reply: FastifyReply, status: number, words: readonly string[]): void {
  const title = status === 404 ? 'ページが見つかりません' : 'この操作はできませんでした';
  const body = html`<div class="note wrong">${words.map((word) => html`<p>${word}</p>`)}</div>
    <p>前のページに戻って、もう一度お試しください。</p>`;
  void reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(plainPage({ title, body }));
}
