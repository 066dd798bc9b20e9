import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, type ApiHeaderOptions } from '@nestjs/swagger';
import { asMember, type Actor, type Member } from '#libs/identity';
import { Malformed, type OnceKey, PreconditionMissing, Unauthenticated } from '#libs/platform';
import { onMethod } from './on-method.js';
import type { PortalRequest } from './request.js';

/** Whoever sent the request. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => actorOf(context));

/** Whoever sent the request, as a member of the agency for which they act. */
export const ByMember = createParamDecorator((_: unknown, context: ExecutionContext): Member =>
  asMember(actorOf(context)),
);

/** What OpenAPI says of the version that the caller has seen. */
export const ifMatchHeader: ApiHeaderOptions = { name: 'If-Match', example: '"1"', required: true };

/** The version that the caller has seen (If-Match, RFC 9110): missing is 428. */
export const IfMatch = documented(ifMatchHeader, (context) => versionSeen(requestOf(context)));

/** The Idempotency-Key of the request and a digest of what it asks: missing is 428. */
export const Once = documented({ name: 'Idempotency-Key' }, (context): OnceKey => {
  const request = requestOf(context);
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') throw new PreconditionMissing('Idempotency-Key');
  if (key.length > 200)
    throw new Malformed('idempotency.malformed', 'Idempotency-Key は200文字以内にしてください。');
  const asked = createHash('sha256').update(`${request.method} ${request.url}\n`);
  const body = Buffer.isBuffer(request.body) ? request.body : JSON.stringify(request.body ?? null);
  return { key, fingerprint: asked.update(body).digest() };
});

/** A parameter that is read from a header, and that OpenAPI therefore asks for. */
function documented<T>(header: ApiHeaderOptions, read: (context: ExecutionContext) => T) {
  const parameter = createParamDecorator((_: unknown, context: ExecutionContext) => read(context));
  return (): ParameterDecorator => (target, key, index) => {
    parameter()(target, key, index);
    onMethod(ApiHeader({ ...header, required: true }), target, key);
  };
}

/** @throws {PreconditionMissing} @throws {Malformed} */
export function versionSeen(request: PortalRequest): number {
  const header = request.headers['if-match'];
  if (header === undefined) throw new PreconditionMissing('If-Match');
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined)
    throw new Malformed('version.malformed', 'If-Match ヘッダーの形が正しくありません。');
  return Number(version);
}

function requestOf(context: ExecutionContext): PortalRequest {
  return context.switchToHttp().getRequest<PortalRequest>();
}

function actorOf(context: ExecutionContext): Actor {
  const { actor } = requestOf(context);
  if (!actor) throw new Unauthenticated();
  return actor;
}
