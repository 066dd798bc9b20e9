import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { useSay } from '../../../components/toast.js';
import {
  inboundMailsQuery,
  invitationsQuery,
  invite,
  tellInvited,
  type InvitationList,
} from '../api/invitations.js';
import type { Meeting } from '../api/meetings.js';
import { InboundMails } from './inbound-mails.js';
import { InvitationDialogs, type AskedInvitation } from './invitation-dialogs.js';
import { InvitationGuestDialog } from './invitation-guest-dialog.js';
import { InvitationTable } from './invitation-table.js';

/** Who is invited to a meeting: the mails that tell them, and their answers. */
export function MeetingInvitations({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const found = useQuery(invitationsQuery(meeting.id));
  return (
    <>
      <Card title={t('invitations.title')} id="invitations">
        <Loaded query={found}>{(list) => <Invitations meeting={meeting} list={list} />}</Loaded>
      </Card>
      {meeting.isKeeper && found.data && <Waiting meeting={meeting} list={found.data} />}
    </>
  );
}

function Waiting({ meeting, list }: { meeting: Meeting; list: InvitationList }) {
  const { data } = useQuery(inboundMailsQuery(meeting.id));
  return data && data.length > 0 ? <InboundMails mails={data} invitations={list.items} /> : null;
}

function Invitations({ meeting, list }: { meeting: Meeting; list: InvitationList }) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const [asked, setAsked] = useState<AskedInvitation | null>(null);
  const [addsGuest, setAddsGuest] = useState(false);
  const { id: meetingId, isKeeper, state } = meeting;
  const { items, figures, can } = list;
  const inviting = useMutation({ mutationFn: invite, onSuccess: () => say(t('invitations.invited')) });
  const telling = useMutation({
    mutationFn: tellInvited,
    onSuccess: (_, { what }) => say(t(what === 'sending' ? 'invitations.sent' : 'invitations.reminded')),
  });
  const tell = (what: 'sending' | 'reminder') =>
    telling.mutate({ meetingId, what, key: crypto.randomUUID() });
  const failed = inviting.error ?? telling.error;
  return (
    <div className="grid gap-4">
      {items.length === 0 ? (
        <p className="text-solid-gray-700">
          {t(isKeeper ? 'invitations.none' : 'invitations.noneForMember')}
        </p>
      ) : (
        <p>{t('invitations.figures', { ...figures })}</p>
      )}
      {isKeeper && figures.unsent > 0 && (
        <Notice>
          {t('invitations.unsent', { count: figures.unsent })}
          {state === 'draft' && t('invitations.draft')}
        </Notice>
      )}
      {failed && <FailureNotice failure={failed} />}
      {isKeeper && (
        <div className="no-print flex flex-wrap gap-3">
          {can.send && (
            <Button busy={telling.isPending} onClick={() => tell('sending')}>
              {t('invitations.send')}
            </Button>
          )}
          {can.remind && (
            <Button look="secondary" busy={telling.isPending} onClick={() => tell('reminder')}>
              {t('invitations.remind')}
            </Button>
          )}
          {can.invite && (
            <>
              <Button
                look="secondary"
                busy={inviting.isPending}
                onClick={() => inviting.mutate({ meetingId, key: crypto.randomUUID() })}
              >
                {t('invitations.every')}
              </Button>
              <Button look="secondary" onClick={() => setAddsGuest(true)}>
                {t('invitations.guest')}
              </Button>
            </>
          )}
        </div>
      )}
      {items.length > 0 && <InvitationTable list={list} isKeeper={isKeeper} onAsk={setAsked} />}
      {addsGuest && <InvitationGuestDialog meetingId={meetingId} onClose={() => setAddsGuest(false)} />}
      {asked && <InvitationDialogs meeting={meeting} asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}
