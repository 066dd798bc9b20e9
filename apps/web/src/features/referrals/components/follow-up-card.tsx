import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErasureDuties } from '../../../components/follow-ups/erasure-duties.js';
import { TextLink } from '../../../components/text-link.js';
import { referralDutiesQuery } from '../../../lib/erasure-duties.js';
import { presentLines, type Referral, type ReferralLine } from '../api/get-referral.js';
import { EmergencyPart } from './emergency-part.js';
import { HearWithdrawalDialog } from './hear-withdrawal-dialog.js';
import { MisdirectionDialog } from './misdirection-dialog.js';

/** What may have to be done besides the ordinary course: a withdrawal, an emergency, a mistake. */
export function FollowUpCard({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referralFollowUp');
  const duties = useQuery(referralDutiesQuery(referral.id)).data ?? [];
  const [asking, setAsking] = useState<{ what: 'withdrawal' | 'misdirection'; line: ReferralLine }>();
  const close = () => setAsking(undefined);
  const sent = presentLines(referral).filter(({ status }) => status !== 'queued');
  const line = sent.at(-1);
  if (!line) return null;
  const isSource = referral.side === 'source';
  const toStop = sent.filter(({ status }) => status !== 'error');
  return (
    <Card title={t('title')}>
      <div className="grid gap-5">
        {duties.length > 0 && (
          <section>
            <h3 className="mb-2 font-bold">{t(isSource ? 'dutiesSource' : 'duties')}</h3>
            <ErasureDuties duties={duties} />
          </section>
        )}
        {!isSource && line.status !== 'error' && (
          <Button
            look="secondary"
            className="justify-self-start"
            onClick={() => setAsking({ what: 'withdrawal', line })}
          >
            {t('hear.open')}
          </Button>
        )}
        <EmergencyPart referral={referral} line={line} />
        {isSource && (
          <section className="grid gap-3">
            <p className="text-solid-gray-700">{t('misdirection.lead')}</p>
            {toStop.map((candidate) => (
              <Button
                key={candidate.id}
                look="secondary"
                className="justify-self-start"
                onClick={() => setAsking({ what: 'misdirection', line: candidate })}
              >
                {t('misdirection.open')}
                {toStop.length > 1 && `（${candidate.agency.name}）`}
              </Button>
            ))}
            {toStop.length < sent.length && <TextLink to="/follow-ups">{t('misdirection.follow')}</TextLink>}
          </section>
        )}
      </div>
      {asking?.what === 'withdrawal' && (
        <HearWithdrawalDialog referral={referral} line={asking.line} onClose={close} />
      )}
      {asking?.what === 'misdirection' && (
        <MisdirectionDialog referral={referral} line={asking.line} onClose={close} />
      )}
    </Card>
  );
}
