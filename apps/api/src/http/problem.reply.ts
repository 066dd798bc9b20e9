import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, problemOf } from './problem.js';

/** Answers with a problem document. */
export function replyWith(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** An address that leads to no route at all: malformed, or with a part that is too long. */
export function refuseOddAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode === 414 ? 414 : 400;
  void replyWith(reply, problemOf(status, ...wordsFor(status), request.id));
}

/** Code and words for a status that no refusal of the portal's own explains. */
export function wordsFor(status: number): [code: string, detail: string] {
  switch (status) {
    case 400:
      return ['input.malformed', '送られた内容を読み取れません。画面を読み込み直してください。'];
    case 404:
      return ['not_found', '見つかりません。アドレスを確認してください。'];
    case 405:
      return ['method.not_allowed', 'この操作はできません。'];
    case 413:
      return ['input.too_large', '送られた内容が大きすぎます。'];
    case 414:
      return ['input.too_long', 'アドレスが長すぎます。条件を減らしてください。'];
    case 415:
      return ['input.not_json', 'JSON（application/json）で送ってください。'];
    default:
      return status < 500
        ? ['request.refused', 'この要求は受け付けられません。']
        : [
            'server.error',
            '処理できませんでした。入力内容は保存されていません。時間をおいて、もう一度お試しください。',
          ];
  }
}
