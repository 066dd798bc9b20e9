import type { FastifyReply } from 'fastify';
import { html } from './html.js';
import { plainPage } from './plain-page.js';
import type { PortalRequest } from './request.js';

/** A refusal as somebody in front of a browser reads it. */
export interface Refusal {
  readonly status: number;
  readonly words: readonly string[];
  readonly code?: string;
}

/** Whether a person has followed a link, rather than a program asking: browsers then wish for a page before all else. */
export function wishesPage({ method, headers }: PortalRequest): boolean {
  return method === 'GET' && /^text\/html\b/i.test(headers.accept ?? '');
}

/** Answers with a page in plain words that says how to go on. */
export function replyWithPage(reply: FastifyReply, { status, words, code = '' }: Refusal): void {
  const title = status === 404 ? 'ページが見つかりません' : 'この操作はできませんでした';
  const next = waysOn[code];
  const body = html`<div class="note wrong">${words.map((word) => html`<p>${word}</p>`)}</div>
    ${next && html`<p><a class="button" href="${next.to}">${next.label}</a></p>`}
    <p>${next ? next.afterwards : '前のページに戻って、もう一度お試しください。'}</p>`;
  void reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(plainPage({ title, body }));
}

interface WayOn {
  readonly to: string;
  readonly label: string;
  readonly afterwards: string;
}

const reason: WayOn = {
  to: '/people/reading-reason',
  label: '理由を書く',
  afterwards: '理由を書いたあと、前のページに戻って、もう一度お試しください。',
};

/** What whoever is refused can do about it. */
const waysOn: Readonly<Record<string, WayOn>> = {
  'person.many_read': reason,
  'export.many': reason,
  'session.missing': {
    to: '/sign-in',
    label: 'ログインする',
    afterwards: 'ログインしたあと、前のページに戻って、もう一度お試しください。',
  },
};
