import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DownloadLink } from '../../../components/button.js';
import { DescriptionList } from '../../../components/description-list.js';
import { Notice } from '../../../components/notice.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import { receiptAddress } from '../api/consent-papers.js';
import type { Consent, ConsentState } from '../api/list-consents.js';
import { cellsIn, cellsOf, changesBetween, purposesIn, recipientsIn } from '../consent-cells.js';
import { CellChangesList } from './cell-changes.js';
import { ConsentMatrix } from './consent-matrix.js';
import { ConsentPapers } from './consent-papers.js';
import { MistakeDialog, PaperDialog } from './consent-dialogs.js';
import { RenewButton } from './renew-button.js';
import { WithdrawalDialog } from './withdrawal-dialog.js';

const tones: Record<ConsentState, BadgeTone> = {
  given: 'good',
  upcoming: 'moving',
  refused: 'danger',
  withdrawn: 'danger',
  objected: 'danger',
  overruled: 'danger',
  expired: 'ended',
  lapsed: 'ended',
  superseded: 'ended',
  error: 'ended',
};

/** One decision: its number, whether it counts now, its extent and circumstances, and what can be done with it. */
export function ConsentCard({ consent, before }: { consent: Consent; before: Consent | undefined }) {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
  const cells = cellsOf(consent);
  const declined = cellsIn(consent.declined);
  return (
    <article
      id={`consent-${consent.id}`}
      className="min-w-0 keep-together rounded-16 border border-solid-gray-300 p-5"
    >
      <h3 className="mb-3 flex flex-wrap items-center gap-3 text-std-18B-160">
        {tConsents('card.title', { number: consent.number, day: inEra(consent.decidedOn) })}
        <StatusBadge tone={tones[consent.state]}>{tConsents(`state.${consent.state}`)}</StatusBadge>
        {consent.revision > 1 && (
          <span className="text-dns-14N-130">{t('consent.revision', { revision: consent.revision })}</span>
        )}
      </h3>
      {consent.warnings.map((warning) => (
        <Notice key={warning} tone="warning" className="mb-3">
          {warning}
        </Notice>
      ))}
      <ConsentFacts consent={consent} />
      {cells.length > 0 && (
        <Details summary={t(consent.state === 'refused' ? 'consent.refusedTable' : 'consent.table')}>
          <ConsentMatrix
            cells={cells}
            caption={t('consent.table')}
            mark={consent.state === 'refused' ? 'no' : 'yes'}
          />
          {declined.length > 0 && (
            <>
              <p className="mt-4 font-bold">{tConsents('card.declined')}</p>
              <ConsentMatrix cells={declined} caption={tConsents('card.declined')} mark="no" />
            </>
          )}
        </Details>
      )}
      {before && (
        <Details summary={tConsents('changes.since', { number: labelOf(before) })}>
          <CellChangesList changes={changesBetween(cellsOf(before), cells)} />
        </Details>
      )}
      {consent.state !== 'refused' && <ConsentPapers consent={consent} />}
      {consent.withdrawnAt && (
        <p className="mt-4 rounded-8 bg-red-50 p-4">
          <strong>{consent.state === 'error' ? tConsents('card.mistaken') : t('consent.withdrawn')}</strong>
          {'　'}
          {consent.withdrawalToldBy
            ? t('consent.withdrawnLine', {
                moment: asMoment(consent.withdrawnAt),
                who: consent.withdrawalToldBy,
              })
            : asMoment(consent.withdrawnAt)}
          {consent.withdrawalNote && (
            <span className="block whitespace-pre-line">{consent.withdrawalNote}</span>
          )}
        </p>
      )}
      <ConsentActions consent={consent} />
    </article>
  );
}

function labelOf({ number, revision }: Consent): string {
  return revision > 1 ? `${number}-${revision}` : number;
}

function Details({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="mt-3">
      <summary className="min-h-11 content-center font-bold text-blue-1000 underline underline-offset-4">
        {summary}
      </summary>
      {children}
    </details>
  );
}

function ConsentActions({ consent }: { consent: Consent }) {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
  const [asking, setAsking] = useState<'withdrawal' | 'paper' | 'mistake'>();
  return (
    <>
      <div className="mt-4 flex flex-wrap gap-3">
        {consent.canTakePaper && (
          <Button onClick={() => setAsking('paper')}>{tConsents('card.takePaper')}</Button>
        )}
        {consent.canWithdraw && (
          <Button look="secondary" onClick={() => setAsking('withdrawal')}>
            {t('consent.withdraw')}
          </Button>
        )}
        {consent.canRenew && <RenewButton consentId={consent.id} />}
        {consent.state !== 'error' && (
          <DownloadLink look="secondary" href={receiptAddress(consent.id)}>
            {tConsents('card.receipt')}
          </DownloadLink>
        )}
        {consent.renewingId && (
          <TextLink
            to={`/people/${consent.personId}/askings/${consent.renewingId}`}
            className="content-center"
          >
            {tConsents('card.renewing')}
          </TextLink>
        )}
        {consent.canCorrect && (
          <Button look="quiet" onClick={() => setAsking('mistake')}>
            {tConsents('card.mistake')}
          </Button>
        )}
      </div>
      {asking === 'withdrawal' && <WithdrawalDialog consent={consent} onClose={() => setAsking(undefined)} />}
      {asking === 'paper' && <PaperDialog consent={consent} onClose={() => setAsking(undefined)} />}
      {asking === 'mistake' && <MistakeDialog consent={consent} onClose={() => setAsking(undefined)} />}
    </>
  );
}

function ConsentFacts({ consent }: { consent: Consent }) {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
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
            t('consent.periodText', { from: inEra(consent.validFrom), until: inEra(consent.validUntil) }) +
              (consent.validity === 'support' ? tConsents('card.whileSupported') : ''),
        },
        {
          term: tConsents('card.lapsesOn'),
          detail:
            consent.lapsesOn &&
            tConsents(`card.lapse.${consent.lapseRule === 'adulthood' ? 'adulthood' : 'day'}`, {
              day: inEra(consent.lapsesOn),
            }),
        },
        { term: t('consent.recipients'), detail: recipients.join('、') },
        { term: t('consent.purposes'), detail: purposes.join('、') },
        {
          term: t('consent.givenBy'),
          detail:
            consent.givenBy === 'person'
              ? t('consent.byPerson')
              : t('consent.byRepresentative', {
                  name: [consent.representative, consent.authorityName].filter(Boolean).join('・'),
                }),
        },
        { term: tConsents('form.authorityNote'), detail: consent.authorityNote },
        {
          term: tConsents('form.assent'),
          detail: [
            consent.assentName,
            consent.assentWords,
            consent.assentBy && tConsents('card.assentBy', { name: consent.assentBy }),
          ]
            .filter(Boolean)
            .join('　'),
        },
        { term: t('consent.method'), detail: tTerms(`method.${consent.method}`) },
        { term: t('consent.witness'), detail: consent.witness },
        { term: tConsents('form.noPaperReason'), detail: consent.noPaperReason },
        {
          term: tConsents('card.paper'),
          detail: consent.paperOn
            ? tConsents('card.paperCame', { day: inEra(consent.paperOn) })
            : consent.paperDue && tConsents('card.paperDue', { day: inEra(consent.paperDue) }),
        },
        { term: t('consent.explainedBy'), detail: consent.explainedBy },
        { term: tConsents('form.place'), detail: consent.place },
        { term: t('consent.note'), detail: consent.note },
      ]}
    />
  );
}
