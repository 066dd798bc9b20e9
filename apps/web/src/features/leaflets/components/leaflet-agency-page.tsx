import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { useFailureText } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { newAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { leafletQuery } from '../api/get-leaflets.js';
import {
  leafletAgencyQuery,
  leaveAgencyOut,
  sendProof,
  type LeafletAgency,
} from '../api/leaflet-agencies.js';
import { standingTones } from '../standing-look.js';
import { AgreementHistory } from './agreement-history.js';
import { LeafletBlock } from './leaflet-block.js';
import { RecordAnswerDialog } from './record-answer-dialog.js';
import { SureDialog } from './sure-dialog.js';

/** One agency of an edition: what it agreed to, what its entry says now, and what to do about it. */
export function LeafletAgencyPage() {
  const { t } = useTranslation('leaflets');
  const { leafletId = '', agencyId = '' } = useParams();
  const navigate = useNavigate();
  const say = useSay();
  const textOf = useFailureText();
  const [asking, setAsking] = useState<'answer' | 'leaveOut'>();
  const leaflet = useQuery(leafletQuery(leafletId)).data;
  const agency = useQuery(leafletAgencyQuery(leafletId, agencyId));
  const name = agency.data?.name ?? '…';
  const sending = useMutation({
    mutationFn: sendProof,
    onSuccess: () => say(t('proofs.sent')),
    onError: (failure) => say(textOf(failure)),
  });
  const leaving = useMutation({
    mutationFn: leaveAgencyOut,
    onSuccess: async () => {
      say(t('agency.leftOut', { name }));
      await navigate(`/leaflets/${leafletId}`);
    },
  });
  const ids = { id: leafletId, agencyId };
  return (
    <Page
      title={name}
      trail={[
        { to: '/leaflets', label: t('edition.trail') },
        { to: `/leaflets/${leafletId}`, label: leaflet?.title ?? '…' },
      ]}
      badges={
        agency.data && (
          <StatusBadge tone={standingTones[agency.data.standing]}>{agency.data.standingName}</StatusBadge>
        )
      }
      lead={<TextLink to={`/agencies/${agencyId}`}>{t('agency.page')}</TextLink>}
      actions={
        <>
          {leaflet?.can.sendProofs && agency.data?.reachable && (
            <Button busy={sending.isPending} onClick={() => sending.mutate({ ...ids, key: newAttemptKey() })}>
              {t('agency.send')}
            </Button>
          )}
          <Button look="secondary" onClick={() => setAsking('answer')}>
            {t('agency.record')}
          </Button>
          {leaflet?.can.change && (
            <Button look="quiet" onClick={() => setAsking('leaveOut')}>
              {t('agency.leaveOut')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={agency}>
        {(shown) => (
          <>
            <Hints agency={shown} />
            <div className="grid items-start gap-6 lg:grid-cols-2">
              <Card title={t('agency.agreed')}>
                {shown.agreed ? (
                  <div className="grid gap-3">
                    <LeafletBlock block={shown.agreed.block} />
                    <p className="text-dns-14N-130 text-solid-gray-700">
                      {t('agency.agreedBy', {
                        at: asMoment(shown.agreed.at),
                        by: shown.agreed.by,
                        through: t(`agency.through.${shown.agreed.through}`),
                      })}
                    </p>
                  </div>
                ) : (
                  <p>{t('agency.none')}</p>
                )}
              </Card>
              <Card title={t('agency.now')}>
                <LeafletBlock block={shown.block} />
              </Card>
            </div>
            <AgreementHistory history={shown.history} />
            {asking === 'answer' && (
              <RecordAnswerDialog leafletId={leafletId} agency={shown} onClose={() => setAsking(undefined)} />
            )}
            {asking === 'leaveOut' && (
              <SureDialog
                title={t('agency.sureLeaveOut', { name })}
                text={t('agency.leaveOutMeans')}
                button={t('agency.leaveOut')}
                moving={leaving}
                onSure={() => leaving.mutate(ids)}
                onClose={() => setAsking(undefined)}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Hints({ agency }: { agency: LeafletAgency }) {
  const { t } = useTranslation('leaflets');
  const { standing, changed, correction, askedAt, remindedAt, sentAt, trouble, reachable } = agency;
  const told =
    trouble === 'no_address'
      ? t('agency.noAddress')
      : trouble
        ? t('agency.trouble', { code: trouble })
        : sentAt || standing === 'waiting'
          ? t(sentAt ? 'agency.sentAt' : 'agency.notSent')
          : '';
  return (
    <div className="grid gap-3">
      {standing === 'stale' && (
        <Notice tone="warning" title={t('agency.changed', { fields: changed.join('、') })}>
          {t('edition.staleText')}
        </Notice>
      )}
      {correction && (
        <Notice tone="warning" title={t('agency.correction')}>
          <p className="whitespace-pre-line">{correction}</p>
        </Notice>
      )}
      {!reachable && <Notice tone="warning">{t('agency.unreachable')}</Notice>}
      {askedAt && (
        <p>
          {t('agency.proof')}: {t('agency.askedAt', { at: asMoment(askedAt) })}
          {remindedAt && `、${t('agency.remindedAt', { at: asMoment(remindedAt) })}`}
          {told && `、${told}`}
        </p>
      )}
    </div>
  );
}
