import type { FastifyInstance } from 'fastify';
import { problemOf } from './problem.js';
import { replyWith } from './problem.reply.js';

/** What a form sent: the values of each field, in order. */
export type FormFields = Readonly<Record<string, readonly string[]>>;

/** Pages that work without a script, and so send forms. Everywhere else JSON keeps forms of other sites out. */
const formRoutes = [
  /^\/leaflet-proofs\//,
  /^\/date-polls\//,
  /^\/confirm\//,
  /^\/report\//,
  /^\/sealed\//,
  /^\/apply(\/|$)/,
  /^\/rsvp\//,
];

const formType = 'application/x-www-form-urlencoded';
const largestForm = 64 * 1024;

/** Takes forms on the routes that have them; that they come from the portal's own pages is checked before. */
export function takeForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    formType,
    { parseAs: 'string', bodyLimit: largestForm },
    (_request, body, done) => done(null, fieldsOf(String(body))),
  );
  fastify.addHook('preHandler', async (request, reply) => {
    const isForm = request.headers['content-type']?.startsWith(formType) ?? false;
    const { url = '' } = request.routeOptions;
    const takesForm = request.method === 'POST' && formRoutes.some((route) => route.test(url));
    if (isForm === takesForm) return;
    const detail = takesForm
      ? '画面のボタンから送ってください。'
      : 'JSON（application/json）で送ってください。';
    await replyWith(reply, problemOf(415, 'input.wrong_type', detail, request.id));
  });
}

function fieldsOf(body: string): FormFields {
  const fields = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of new URLSearchParams(body)) (fields[name] ??= []).push(value);
  return fields;
}
