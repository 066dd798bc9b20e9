import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment, daysInEra, inEra } from '../../../lib/japanese-date.js';
import type { LineConversation } from '../api/conversation.js';

type Message = LineConversation['messages'][number];

/** What was said on a line, oldest first, as letters lie in a folder. */
export function MessageList({ messages }: { messages: readonly Message[] }) {
  const { t } = useTranslation('conversation');
  if (messages.length === 0) return <p className="text-solid-gray-700">{t('none')}</p>;
  return (
    <ol className="grid gap-3">
      {messages.map((message) => (
        <li key={message.id} className="min-w-0 rounded-12 border border-solid-gray-300 p-3">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <strong>{message.kindName}</strong>
            {message.unread && <StatusBadge tone="waiting">{t('unread', { count: 1 })}</StatusBadge>}
            {message.dueOn && <span>{t('until', { day: inEra(message.dueOn) })}</span>}
          </p>
          <p className="flex flex-wrap gap-x-3 text-dns-14N-130 text-solid-gray-700">
            <time dateTime={message.at}>{asMoment(message.at)}</time>
            <span>
              {message.byAgency} {message.byName}
            </span>
          </p>
          <Words message={message} />
        </li>
      ))}
    </ol>
  );
}

function Words({ message }: { message: Message }) {
  const { t } = useTranslation('conversation');
  const stopReason =
    message.kind === 'stop_request' && message.code ? t(`stopReason.${message.code}` as never) : '';
  // Its words are the other agency's own at any time: no consent has closed them.
  const isOthersNote = message.kind === 'told' && message.closed;
  return (
    <div className="mt-1 grid gap-1">
      {stopReason && <p>{stopReason}</p>}
      {isOthersNote && message.toldOn && <p>{t('toldOn', { day: inEra(message.toldOn) })}</p>}
      {message.closed && !isOthersNote && <p className="text-solid-gray-700">{t('closed')}</p>}
      {message.lines.map(({ label, text }, nth) => (
        <p key={nth} className="wrap-anywhere whitespace-pre-line">
          {label && <span className="text-solid-gray-700">{label}：</span>}
          {daysInEra(text)}
        </p>
      ))}
      {message.packageVersion !== null && <p>{t('version', { version: message.packageVersion })}</p>}
      {message.agencies.length > 0 && (
        <p>
          {t('suggested')}：
          {message.agencies.map(({ id, name }) => (
            <TextLink key={id} to={`/agencies/${id}`} className="mr-3">
              {name}
            </TextLink>
          ))}
        </p>
      )}
    </div>
  );
}
