import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { asMoment } from '../../../lib/japanese-date.js';
import type { Invitation, InvitationList } from '../api/invitations.js';
import type { AskedInvitation } from './invitation-dialogs.js';

const tones: Readonly<Record<Invitation['answer'], BadgeTone>> = {
  needs_action: 'waiting',
  accepted: 'good',
  delegated: 'good',
  tentative: 'moving',
  declined: 'ended',
};

type InvitationTableProps = {
  list: InvitationList;
  isKeeper: boolean;
  onAsk: (asked: AskedInvitation) => void;
};

/** Who is invited, one line each: who, what they say, whether the mail arrived. */
export function InvitationTable({ list, isKeeper, onAsk }: InvitationTableProps) {
  const { t } = useTranslation('meetings');
  const columns: Column<Invitation>[] = [
    {
      key: 'name',
      label: t('invitations.name'),
      names: true,
      cell: ({ name, agency, post, role }) => (
        <>
          {name}
          <span className="block text-dns-14N-130 font-normal text-solid-gray-700">
            {[agency, post, role === 'observer' ? t('invitations.observer') : ''].filter(Boolean).join('　')}
          </span>
        </>
      ),
    },
    { key: 'answer', label: t('invitations.answer'), cell: (row) => <Answer invitation={row} /> },
    ...(isKeeper
      ? [
          {
            key: 'delivery',
            label: t('invitations.delivery'),
            cell: (row: Invitation) => <Delivery invitation={row} />,
          },
        ]
      : []),
    ...(isKeeper || list.items.some(({ can }) => can.answer)
      ? [
          {
            key: 'do',
            label: t('invitations.do'),
            cell: (row: Invitation) => <Doing invitation={row} isKeeper={isKeeper} onAsk={onAsk} />,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t('invitations.caption')}
      columns={columns}
      rows={list.items}
      rowKey={(row) => row.id}
    />
  );
}

function Answer({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('meetings');
  const { answer, answerName, modeName, substitute, comment, answeredAt, answeredHow, withdrawnAt } =
    invitation;
  if (withdrawnAt) return <StatusBadge tone="ended">{t('invitations.withdrawn')}</StatusBadge>;
  return (
    <>
      <StatusBadge tone={tones[answer]}>{answerName}</StatusBadge> {modeName}
      {substitute && <span className="block">{t('invitations.substitute', { name: substitute })}</span>}
      {comment && <span className="block whitespace-pre-line text-dns-14N-130">{comment}</span>}
      {answeredAt && (
        <span className="block text-dns-14N-130 text-solid-gray-700">
          {t('invitations.how', { how: answeredHow, at: asMoment(answeredAt) })}
        </span>
      )}
    </>
  );
}

function Delivery({ invitation: { email, last, isUnreachable, invitedAt } }: { invitation: Invitation }) {
  const { t } = useTranslation('meetings');
  if (!email) return <StatusBadge tone="danger">{t('invitations.noAddress')}</StatusBadge>;
  const isLost = last !== null && (last.bounce !== null || last.state === 'failed');
  return (
    <>
      {last ? (
        <StatusBadge tone={isLost ? 'danger' : last.state === 'sent' ? 'plain' : 'moving'}>
          {last.stateName}
        </StatusBadge>
      ) : (
        !invitedAt && <StatusBadge tone="waiting">{t('invitations.notSent')}</StatusBadge>
      )}
      <span className="block break-all text-dns-14N-130 text-solid-gray-700">
        {last && `${last.kindName} ${asMoment(last.at)}`}
        <span className="block">{email}</span>
      </span>
      {isUnreachable && (
        <span className="block text-dns-14N-130 text-red-1100">{t('invitations.unreachable')}</span>
      )}
    </>
  );
}

function Doing({
  invitation,
  isKeeper,
  onAsk,
}: {
  invitation: Invitation;
  isKeeper: boolean;
  onAsk: (asked: AskedInvitation) => void;
}) {
  const { t } = useTranslation('meetings');
  const { can, isOwn, name } = invitation;
  const ways = [
    ...(can.answer ? (['answer'] as const) : []),
    ...(isKeeper ? (['history'] as const) : []),
    ...(can.readdress ? (['address'] as const) : []),
    ...(can.renew ? (['renew'] as const) : []),
    ...(can.withdraw ? (['withdraw'] as const) : []),
  ];
  return (
    <div className="no-print flex flex-wrap gap-1">
      {ways.map((kind) => (
        <Button key={kind} look="quiet" onClick={() => onAsk({ kind, invitation })}>
          {kind === 'answer'
            ? t(isOwn ? 'invitations.reply' : 'invitations.record')
            : t(`invitations.${kind}`)}
          <span className="sr-only">（{name}）</span>
        </Button>
      ))}
    </div>
  );
}
