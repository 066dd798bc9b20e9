import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Audit } from '#libs/audit';
import { Invalid, type Logger, Malformed, PortalError, type RefusalKind, TooMany } from '#libs/platform';
import { Log } from './log.token.js';
import { type Problem, problemOf } from './problem.js';
import { replyWith, wordsFor } from './problem.reply.js';
import { replyWithPage, wishesPage } from './refusal.page.js';
import type { PortalRequest } from './request.js';

/** The HTTP status of each kind of refusal. */
export const statusOf: Readonly<Record<RefusalKind, number>> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  invalid: 422,
  precondition_missing: 428,
  too_many: 429,
};

// What an attacker would try, and what a court would ask for: refusals of somebody known are kept in the audit.
const audited: readonly RefusalKind[] = ['forbidden', 'not_found', 'conflict'];

/** Turns whatever was thrown into one RFC 9457 problem document in Japanese, or into a page for whoever followed a link. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly audit: Audit,
    @Inject(Log) private readonly log: Logger,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<PortalRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof PortalError) {
      await this.recordRefusal(error, request);
      if (error instanceof TooMany) void reply.header('retry-after', String(error.extra['retryAfter']));
      const fields = error instanceof Invalid || error instanceof Malformed ? error.fields : [];
      return send(
        request,
        reply,
        problemOf(statusOf[error.kind], error.code, error.detail, request.id, fields, error.extra),
      );
    }
    if (isUnavailable(error)) {
      this.log.error({ request: request.id, code: codeOf(error) }, 'database unavailable');
      void reply.header('retry-after', '5');
      const detail = 'ただいま混み合っているか、点検中です。少し待ってから、もう一度お試しください。';
      return send(request, reply, problemOf(503, 'service.unavailable', detail, request.id));
    }
    const status = httpStatusOf(error);
    if (status >= 500)
      this.log.error({ request: request.id, code: codeOf(error), err: stackOf(error) }, 'request failed');
    return send(request, reply, problemOf(status, ...wordsFor(status), request.id));
  }

  private async recordRefusal(error: PortalError, request: PortalRequest): Promise<void> {
    if (!request.actor || !audited.includes(error.kind)) return;
    const { method, routeOptions } = request;
    const objectId = Object.values(request.params ?? {}).find((value) => uuid.test(value));
    try {
      await this.audit.refused(request.actor, {
        action: 'authz.refused',
        objectId,
        details: { code: error.code, method, route: routeOptions.url ?? '' },
      });
    } catch (failure) {
      this.log.error({ request: request.id, code: codeOf(failure) }, 'refusal could not be recorded');
    }
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A plain link to a file or a paper leads to words, not to a document for programs. */
function send(request: PortalRequest, reply: FastifyReply, problem: Problem): void {
  if (reply.sent) return;
  const { status, detail, code, errors = [] } = problem;
  if (!wishesPage(request)) return void replyWith(reply, problem);
  const words = errors.length > 0 ? errors.map((field) => field.detail) : [detail];
  replyWithPage(reply, { status, words, code });
}

function httpStatusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/** Connection refused, lost or timed out, by SQLSTATE class 08 and 57 or the socket's own code. */
function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  return (
    /^(08|57P|53)/.test(code) ||
    code === '57014' ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code)
  );
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown';
}

/** Where it happened, without the message: a database message can quote what somebody typed. */
function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n');
}
