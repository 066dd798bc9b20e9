import type { FastifyInstance } from 'fastify';
import { largestFile } from '#libs/directory';
import { largestPaper, paperTypeCodes } from '#libs/meetings';
import { evidenceTypes, fileTypeCodes, largestAttachment, largestEvidence } from '#libs/people';
import { largestMail } from '#libs/platform';
import { problemOf } from './problem.js';
import { replyWith } from './problem.reply.js';

/** What a list may be sent as; whatever it claims to be, it is read by its content. */
export const listTypes = [
  'application/octet-stream',
  'text/csv',
  'text/tab-separated-values',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;

/** The few kinds of route that take a file as it is, each with its own types: a form cannot send any of them. */
const uploads = [
  {
    route: /\/(?:evidence|files|map)$/,
    types: evidenceTypes as readonly string[],
    most: largestEvidence,
    says: 'PDF、PNG、JPEG のファイルを送ってください。',
  },
  {
    route: /\/people\/:id\/attachments$/,
    types: fileTypeCodes as readonly string[],
    most: largestAttachment,
    says: 'PDF、JPEG、PNG、Word、Excel、音声（mp3・m4a・wav）のファイルを送ってください。',
  },
  {
    route: /\/papers\/:id\/versions$/,
    types: paperTypeCodes as readonly string[],
    most: largestPaper,
    says: 'PDF、JPEG、PNG、Word、Excel、PowerPoint のファイルを送ってください。',
  },
  {
    route: /\/imports$/,
    types: listTypes as readonly string[],
    most: largestFile,
    says: 'CSV か Excel のファイルを送ってください。',
  },
  {
    route: /\/inbound-mails$/,
    types: ['message/rfc822'] as readonly string[],
    most: largestMail,
    says: 'メール（message/rfc822）をそのまま送ってください。',
  },
] as const;

/** JSON that carries a whole file as a text: longer than what a form sends. */
const longJson = { route: /\/referral-bundles(?:\/reading)?$/, most: 12 * 1024 * 1024 } as const;

/** JSON only: a form of another site cannot send it without asking first. Files are the exception, on their own routes. */
export function takeJsonAndScans(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain');
  const types = [...new Set(uploads.flatMap((upload) => [...upload.types]))];
  fastify.addContentTypeParser(types, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  // Each route takes as much as its own files may have; all others stay with the limit for JSON.
  fastify.addHook('onRoute', (options) => {
    const upload =
      options.method === 'POST' ? uploads.find(({ route }) => route.test(options.url)) : undefined;
    if (upload) options.bodyLimit = upload.most;
    else if (options.method === 'POST' && longJson.route.test(options.url)) options.bodyLimit = longJson.most;
  });
  fastify.addHook('preHandler', async (request, reply) => {
    const upload =
      request.method === 'POST'
        ? uploads.find(({ route }) => route.test(request.routeOptions.url ?? ''))
        : undefined;
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const isFile = Buffer.isBuffer(request.body);
    if (inAnotherCharset(request.headers['content-type'])) {
      const detail = '文字コードは UTF-8 で送ってください。';
      return replyWith(reply, problemOf(415, 'input.wrong_charset', detail, request.id));
    }
    if (upload ? isFile && upload.types.includes(type) : !isFile) return;
    const detail = upload?.says ?? 'JSON（application/json）で送ってください。';
    await replyWith(reply, problemOf(415, 'input.wrong_type', detail, request.id));
  });
}

/** JSON is UTF-8 (RFC 8259); what claims to be something else would be read wrongly. Lists say themselves what they are. */
function inAnotherCharset(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => /^\s*charset="?([^"\s]+)/.exec(parameter)?.[1]).find(Boolean);
  return type.trim() === 'application/json' && charset !== undefined && !['utf-8', 'utf8'].includes(charset);
}
