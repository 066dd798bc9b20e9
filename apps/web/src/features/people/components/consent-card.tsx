import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DescriptionList } from '../../../components/description-list.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import type { Consent, ConsentState } from '../api/list-consents.js';
import { cellsOf, purposesIn, recipientsIn } from '../consent-cells.js';
import { ConsentMatrix } from './consent-matrix.js';
import { ConsentPapers } from './consent-papers.js';
import { WithdrawalDialog } from './withdrawal-dialog.js';

const tones: Record<ConsentState, BadgeTone> = {
  given: 'good',
  upcoming: 'moving',
  refused: 'danger',
  withdrawn: 'danger',
  expired: 'ended',
  superseded: 'ended',
};

/** One decision: its extent, period and circumstances, and the way to take it back. */
export function ConsentCard({ consent }: { consent: Consent }) {
  const { t } = useTranslation('people');
  const [withdrawing, setWithdrawing] = useState(false);
  const cells = cellsOf(consent);
  return (
    <article className="min-w-0 keep-together rounded-16 border border-solid-gray-300 p-5">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h3 className="flex flex-wrap items-center gap-3 text-std-18B-160">
          {t('consent.heading', { day: inEra(consent.decidedOn) })}
          <StatusBadge tone={tones[consent.state]}>{t(`consent.states.${consent.state}`)}</StatusBadge>
          {consent.revision > 1 && (
            <span className="text-dns-14N-130">{t('consent.revision', { revision: consent.revision })}</span>
          )}
        </h3>
        {consent.canWithdraw && (
          <Button look="secondary" onClick={() => setWithdrawing(true)}>
            {t('consent.withdraw')}
          </Button>
        )}
      </div>
      <ConsentFacts consent={consent} />
      {cells.length > 0 && (
        <details className="mt-3">
          <summary className="min-h-11 content-center font-bold text-blue-1000 underline underline-offset-4">
            {t(consent.state === 'refused' ? 'consent.refusedTable' : 'consent.table')}
          </summary>
          <ConsentMatrix cells={cells} caption={t('consent.table')} allowed={consent.state !== 'refused'} />
        </details>
      )}
      {consent.state !== 'refused' && <ConsentPapers consent={consent} />}
      {consent.withdrawnAt && (
        <p className="mt-4 rounded-8 bg-red-50 p-4">
          <strong>{t('consent.withdrawn')}</strong>
          {'　'}
          {t('consent.withdrawnLine', {
            moment: asMoment(consent.withdrawnAt),
            who: consent.withdrawalToldBy,
          })}
          {consent.withdrawalNote && (
            <span className="block whitespace-pre-line">{consent.withdrawalNote}</span>
          )}
        </p>
      )}
      {withdrawing && <WithdrawalDialog consent={consent} onClose={() => setWithdrawing(false)} />}
    </article>
  );
}

function ConsentFacts({ consent }: { consent: Consent }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const recipients = recipientsIn(cellsOf(consent)).map(({ name }) => name);
  const purposes = purposesIn(cellsOf(consent)).map((purpose) => tTerms(`purpose.${purpose}`));
  return (
    <DescriptionList
      items={[
        {
          term: t('consent.period'),
          detail:
            consent.state !== 'refused' &&
            t('consent.periodText', { from: inEra(consent.validFrom), until: inEra(consent.validUntil) }),
        },
        { term: t('consent.recipients'), detail: recipients.join('、') },
        { term: t('consent.purposes'), detail: purposes.join('、') },
        {
          term: t('consent.givenBy'),
          detail:
            consent.givenBy === 'person'
              ? t('consent.byPerson')
              : t('consent.byRepresentative', { name: consent.representative }),
        },
        { term: t('consent.method'), detail: tTerms(`method.${consent.method}`) },
        { term: t('consent.witness'), detail: consent.witness },
        { term: t('consent.explainedBy'), detail: consent.explainedBy },
        { term: t('consent.note'), detail: consent.note },
      ]}
    />
  );
}
