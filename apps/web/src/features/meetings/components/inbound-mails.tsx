import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Select } from '../../../components/select.js';
import { useSay } from '../../../components/toast.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { settleInboundMail, type InboundMail, type Invitation } from '../api/invitations.js';

type InboundMailsProps = { mails: readonly InboundMail[]; invitations: readonly Invitation[] };

/** Mails about a meeting that no program may decide about. */
export function InboundMails({ mails, invitations }: InboundMailsProps) {
  const { t } = useTranslation('meetings');
  return (
    <Card title={t('invitations.waiting.title')}>
      <p className="mb-4">{t('invitations.waiting.text')}</p>
      <ul className="grid gap-6">
        {mails.map((mail) => (
          <li key={mail.id} className="border-t border-solid-gray-300 pt-4 first:border-t-0 first:pt-0">
            <Waiting mail={mail} invitations={invitations.filter(({ withdrawnAt }) => !withdrawnAt)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Waiting({ mail, invitations }: { mail: InboundMail; invitations: readonly Invitation[] }) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const [whose, setWhose] = useState(mail.invitationId ?? '');
  const settling = useMutation({
    mutationFn: settleInboundMail,
    onSuccess: (_, { invitationId }) =>
      say(t(invitationId ? 'invitations.waiting.accepted' : 'invitations.waiting.dismissed')),
  });
  const {
    id: mid,
    whyName,
    sender,
    senderName,
    subject,
    answer,
    answerName,
    substitute,
    comment,
    words,
  } = mail;
  return (
    <div className="grid gap-3">
      <p className="font-bold">{whyName}</p>
      <DescriptionList
        items={[
          {
            term: t('invitations.waiting.sender'),
            detail: `${[senderName, sender].filter(Boolean).join('　')}（${asMoment(mail.arrivedAt)}）`,
          },
          { term: t('invitations.waiting.subject'), detail: subject },
          {
            term: t('invitations.waiting.says'),
            detail: [answerName, substitute, comment].filter(Boolean).join('　'),
          },
        ]}
      />
      {words && (
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-blue-900 underline">
            {t('invitations.waiting.words')}
          </summary>
          <p className="break-words whitespace-pre-line">{words}</p>
        </details>
      )}
      {settling.isError && <FailureNotice failure={settling.error} />}
      <div className="no-print flex flex-wrap items-end gap-3">
        {answer && (
          <>
            <Select
              name={`whose-${mid}`}
              label={t('invitations.waiting.whose')}
              blank={t('invitations.waiting.choose')}
              choices={invitations.map(({ id, name, agency }) => ({
                value: id,
                label: [name, agency].filter(Boolean).join('　'),
              }))}
              value={whose}
              onChange={(event) => setWhose(event.target.value)}
            />
            <Button
              disabled={whose === ''}
              busy={settling.isPending}
              onClick={() => settling.mutate({ mid, invitationId: whose })}
            >
              {t('invitations.waiting.accept')}
            </Button>
          </>
        )}
        <Button look="secondary" busy={settling.isPending} onClick={() => settling.mutate({ mid })}>
          {t('invitations.waiting.dismiss')}
        </Button>
      </div>
    </div>
  );
}
