import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../components/notice.js';
import { inEra } from '../../../lib/japanese-date.js';
import { conversationQuery, type LineConversation } from '../api/conversation.js';
import type { Referral } from '../api/get-referral.js';

/** A recipient asks for the responsibility, and the source has not answered: said to both where they look first. */
export function TransferPart({ referral }: { referral: Referral }) {
  const conversation = useQuery({ ...conversationQuery(referral.id), enabled: referral.status !== 'draft' });
  return conversation.data?.lines
    .filter(({ can }) => can.includes('answer_transfer') || can.includes('withdraw_transfer'))
    .map((line) => <TransferNotice key={line.lineId} line={line} />);
}

function TransferNotice({ line }: { line: LineConversation }) {
  const { t } = useTranslation('conversation');
  const asked = line.messages.findLast(({ kind }) => kind === 'transfer_request');
  const isAsked = line.can.includes('answer_transfer');
  const title = isAsked
    ? t('transfer.came', { agency: line.otherAgency.name })
    : t('transfer.waits', { agency: line.otherAgency.name });
  return (
    <Notice title={title}>
      {asked?.lines.map(({ label, text }) => (
        <p key={label} className="wrap-anywhere whitespace-pre-line">
          {label}：{text}
        </p>
      ))}
      {asked?.dueOn && <p>{t('until', { day: inEra(asked.dueOn) })}</p>}
    </Notice>
  );
}
