import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import {
  conversationQuery,
  markRead,
  type Conversation,
  type LineConversation,
} from '../api/conversation.js';
import type { Referral } from '../api/get-referral.js';
import { talkForms, type FormedAction } from '../talk-forms.js';
import { AppointmentList } from './appointment-list.js';
import { MessageList } from './message-list.js';
import { NoteForm } from './note-form.js';
import { OutsideCard } from './outside-card.js';
import { TalkDialog } from './talk-dialog.js';

/** What the agencies of a referral say to each other beside its steps, and whoever is reached outside the portal. */
export function ConversationCards({ referral }: { referral: Referral }) {
  const { t } = useTranslation('conversation');
  const conversation = useQuery(conversationQuery(referral.id));
  return (
    <>
      <Loaded query={conversation} lines={2}>
        {({ lines, chain }) => (
          <>
            {lines.map((line) => (
              <Card
                key={line.lineId}
                title={lines.length > 1 ? t('titleWith', { agency: line.otherAgency.name }) : t('title')}
                aside={line.unread > 0 && <Unread referralId={referral.id} line={line} />}
              >
                <LineTalk referralId={referral.id} line={line} />
              </Card>
            ))}
            {chain.length > 1 && <Chain chain={chain} />}
          </>
        )}
      </Loaded>
      {referral.side === 'source' && <OutsideCard referral={referral} />}
    </>
  );
}

function Unread({ referralId, line }: { referralId: string; line: LineConversation }) {
  const { t } = useTranslation('conversation');
  const marking = useMutation({ mutationFn: markRead });
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StatusBadge tone="waiting">{t('unread', { count: line.unread })}</StatusBadge>
      <Button
        look="quiet"
        busy={marking.isPending}
        onClick={() => marking.mutate({ referralId, lineId: line.lineId })}
      >
        {t('markRead')}
      </Button>
    </span>
  );
}

function LineTalk({ referralId, line }: { referralId: string; line: LineConversation }) {
  const { t } = useTranslation('conversation');
  const [asking, setAsking] = useState<FormedAction>();
  const offered = line.can.filter((action): action is FormedAction => action in talkForms);
  return (
    <div className="grid gap-5">
      {line.phone && <Phone phone={line.phone} mayAnswer={line.can.includes('answer_phone')} />}
      <AppointmentList referralId={referralId} line={line} />
      <MessageList messages={line.messages} />
      {offered.length > 0 && (
        <div className="no-print flex flex-wrap gap-3">
          {offered.map((action) => (
            <Button key={action} look="secondary" onClick={() => setAsking(action)}>
              {t(`action.${action}.label`)}
            </Button>
          ))}
        </div>
      )}
      <NoteForm referralId={referralId} line={line} />
      {asking && (
        <TalkDialog
          key={asking}
          referralId={referralId}
          line={line}
          action={asking}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

function Phone({ phone, mayAnswer }: { phone: NonNullable<LineConversation['phone']>; mayAnswer: boolean }) {
  const { t } = useTranslation('conversation');
  const day = phone.agreedOn ? inEra(phone.agreedOn) : '';
  return (
    <Notice tone={phone.state === 'waiting' ? 'warning' : 'info'}>
      <p>{t(`phone.${phone.state}`, { by: phone.agreedBy, day, until: inEra(phone.confirmBy) })}</p>
      {mayAnswer && <p>{t('phone.confirmHint')}</p>}
    </Notice>
  );
}

function Chain({ chain }: { chain: Conversation['chain'] }) {
  const { t } = useTranslation('conversation');
  return (
    <Card title={t('chain')}>
      <ol className="grid gap-2">
        {chain.map((link) => (
          <li key={link.depth} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {link.referralId ? (
              <TextLink to={`/referrals/${link.referralId}`}>{link.number}</TextLink>
            ) : (
              <span>{t('chainOther')}</span>
            )}
            <span className="min-w-0 wrap-anywhere">{link.names.join(' → ')}</span>
            {link.returns && <StatusBadge tone="danger">{t('chainReturns')}</StatusBadge>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
