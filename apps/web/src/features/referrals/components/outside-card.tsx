import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DownloadLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { useFailureText } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import {
  outsideQuery,
  renewLink,
  revokeLink,
  type OutsideSending,
  type SentOutside,
} from '../api/outside.js';
import type { Referral } from '../api/get-referral.js';
import { OutsideAnswerDialog } from './outside-answer-dialog.js';
import { OutsideDialog } from './outside-dialog.js';

/** Agencies that are not in the portal: a sealed link with a code, or a letter. */
export function OutsideCard({ referral }: { referral: Referral }) {
  const { t } = useTranslation('conversation');
  const sendings = useQuery(outsideQuery(referral.id));
  const [isAdding, setAdding] = useState(false);
  const [sent, setSent] = useState<SentOutside>();
  return (
    <Card title={t('outside.title')}>
      <div className="grid gap-4">
        <p className="text-solid-gray-700">{t('outside.lead')}</p>
        {sent?.link && <OnceShown sent={sent} />}
        <Loaded query={sendings} lines={1}>
          {(items) => (
            <ul className="grid gap-3">
              {items.map((sending) => (
                <Sending key={sending.id} referral={referral} sending={sending} onRenewed={setSent} />
              ))}
            </ul>
          )}
        </Loaded>
        <Button look="secondary" className="justify-self-start" onClick={() => setAdding(true)}>
          {t('outside.add')}
        </Button>
        {isAdding && <OutsideDialog referral={referral} onSent={setSent} onClose={() => setAdding(false)} />}
      </div>
    </Card>
  );
}

/** Link and code stand here once; whoever loses them makes new ones. */
function OnceShown({ sent }: { sent: SentOutside }) {
  const { t } = useTranslation('conversation');
  const say = useSay();
  const copy = async () => {
    await navigator.clipboard.writeText(sent.link ?? '');
    say(t('outside.copied'));
  };
  return (
    <Notice tone="warning" live title={t('outside.onceTitle')}>
      <p>{t('outside.once')}</p>
      <dl className="mt-2 grid gap-2">
        <div>
          <dt className="font-bold">{t('outside.url')}</dt>
          <dd className="font-mono wrap-anywhere">{sent.link}</dd>
        </div>
        <div>
          <dt className="font-bold">{t('outside.code')}</dt>
          <dd className="font-mono text-std-24B-150 tracking-widest">{sent.code}</dd>
        </div>
      </dl>
      {window.isSecureContext && (
        <Button look="secondary" onClick={() => void copy()}>
          {t('outside.copy')}
        </Button>
      )}
    </Notice>
  );
}

type SendingProps = { referral: Referral; sending: OutsideSending; onRenewed: (sent: SentOutside) => void };

function Sending({ referral, sending, onRenewed }: SendingProps) {
  const { t } = useTranslation('conversation');
  const say = useSay();
  const keyFor = useAttemptKey();
  const failureText = useFailureText();
  const [isAnswering, setAnswering] = useState(false);
  const renewing = useMutation({ mutationFn: renewLink, onSuccess: onRenewed });
  const revoking = useMutation({ mutationFn: revokeLink, onSuccess: () => say(t('outside.revoked')) });
  const at = (what: string) => {
    const { id: sendingId, version } = sending;
    return { referralId: referral.id, sendingId, version, key: keyFor([what, sendingId, version]) };
  };
  const isOpen = sending.state === 'open' || sending.state === 'accepted';
  const failure = renewing.error ?? revoking.error;
  return (
    <li className="grid gap-2 rounded-12 border border-solid-gray-300 p-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong>{sending.agency.name}</strong>
        <StatusBadge tone={sending.state === 'open' ? 'waiting' : 'ended'}>{sending.stateName}</StatusBadge>
        {sending.locked && <StatusBadge tone="danger">{t('outside.locked')}</StatusBadge>}
        {sending.expired && <StatusBadge tone="danger">{t('outside.expired')}</StatusBadge>}
      </p>
      <p className="flex flex-wrap gap-x-4 text-dns-14N-130 text-solid-gray-700">
        <span>{sending.meansName}</span>
        {sending.means === 'link' && (
          <span>{t('outside.expires', { day: asMoment(sending.expiresAt) })}</span>
        )}
        {sending.means === 'link' && <span>{t('outside.openings', { count: sending.openings })}</span>}
        {sending.lastOpenedAt && (
          <span>{t('outside.lastOpened', { moment: asMoment(sending.lastOpenedAt) })}</span>
        )}
      </p>
      {sending.answers.map((answer) => (
        <p key={answer.id} className="wrap-anywhere whitespace-pre-line">
          <strong>{answer.kindName}</strong>　{answer.by}（{answer.recordedBy ?? t('outside.throughLink')}、
          {asMoment(answer.at)}）{answer.text && `\n${answer.text}`}
        </p>
      ))}
      {failure && <Notice tone="error">{failureText(failure)}</Notice>}
      {isOpen && (
        <div className="no-print flex flex-wrap gap-3">
          {sending.means === 'link' ? (
            <>
              <Button look="secondary" busy={renewing.isPending} onClick={() => renewing.mutate(at('renew'))}>
                {t('outside.renew')}
              </Button>
              <Button look="quiet" busy={revoking.isPending} onClick={() => revoking.mutate(at('revoke'))}>
                {t('outside.revoke')}
              </Button>
            </>
          ) : (
            (['letter', 'fax'] as const).map((medium) => (
              <DownloadLink
                key={medium}
                look="secondary"
                href={`/api/v1/referrals/${referral.id}/outside/${sending.id}/letter.pdf?medium=${medium}`}
              >
                {t('outside.print', { medium: t(medium === 'fax' ? 'outside.fax' : 'outside.mail') })}
              </DownloadLink>
            ))
          )}
          <Button look="quiet" onClick={() => setAnswering(true)}>
            {t('outside.record')}
          </Button>
        </div>
      )}
      {isAnswering && (
        <OutsideAnswerDialog at={at('answer')} state={sending.state} onClose={() => setAnswering(false)} />
      )}
    </li>
  );
}
