import type { FastifyInstance } from 'fastify';
import { type Problem, problemOf } from './problem.js';
import { replyWith } from './problem.reply.js';

/** Deepest nesting of what is sent; no form has more than five levels. */
const deepest = 20;

// PostgreSQL keeps no NUL, and half of a surrogate pair is no character: it would come back as another text.
const unkeepable = /[\0\p{Surrogate}]/u;

/** Refuses what validation, the cipher or the database would stumble over, before any of them looks at it. */
export function refuseUnbearableInput(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', async (request, reply) => {
    const problem = problemOfInput(request.query, request.id) ?? problemOfInput(request.body, request.id);
    if (problem) return replyWith(reply, problem);
  });
}

function problemOfInput(input: unknown, requestId: string): Problem | undefined {
  const waiting: { value: unknown; path: readonly string[] }[] = [{ value: input, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value === 'string' && unkeepable.test(value)) return unkeepableIn(path.join('.'), requestId);
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue;
    if (path.length >= deepest)
      return problemOf(400, 'input.too_deep', '送られた内容の入れ子が深すぎます。', requestId);
    for (const [name, inner] of Object.entries(value)) {
      if (unkeepable.test(name)) return unkeepableIn(path.join('.'), requestId);
      waiting.push({ value: inner, path: [...path, name] });
    }
  }
  return undefined;
}

function unkeepableIn(field: string, requestId: string): Problem {
  const detail = '保存できない文字が含まれています。入力し直してください。';
  return problemOf(400, 'input.unkeepable_text', detail, requestId, [{ field, label: field, detail }]);
}
