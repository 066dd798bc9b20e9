import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import { leafletConsentQuery, type LeafletConsent } from '../api/leaflet-consent.js';
import { standingTones } from '../standing-look.js';
import { AgreementHistory } from './agreement-history.js';
import { ConsentChoice } from './consent-choice.js';
import { CorrectionForm } from './correction-form.js';

/** What the leaflet may print about the own agency, and the decision about it. */
export function LeafletConsentPage() {
  const { t } = useTranslation('leaflets');
  const { agency } = useSession();
  const consent = useQuery(leafletConsentQuery);
  const now = consent.data;
  return (
    <Page
      title={t('consent.title')}
      badges={
        now && (
          <StatusBadge tone={standingTones[now.standing]}>
            {t(`consent.standing.${now.standing}`)}
          </StatusBadge>
        )
      }
      lead={
        <>
          <p>{t('consent.lead', { agency: agency?.name })}</p>
          {agency && <TextLink to={`/agencies/${agency.id}`}>{t('consent.edit')}</TextLink>}
        </>
      }
    >
      <Loaded query={consent}>
        {(shown) => (
          <>
            <Hints consent={shown} />
            {/* Another block is another question: what was ticked for the one before does not stay. */}
            <ConsentChoice key={shown.block.digest + (shown.agreed?.at ?? '')} consent={shown} />
            {shown.asking.length > 0 && shown.can.decide && <CorrectionForm />}
            <AgreementHistory history={shown.history} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Hints({ consent }: { consent: LeafletConsent }) {
  const { t } = useTranslation('leaflets');
  const { asking, standing, changed, can } = consent;
  return (
    <div className="grid gap-3">
      {asking.map(({ id, title, answerBy, correction }) => (
        <Notice key={id} title={t('consent.askingTitle', { title })}>
          {correction
            ? t('consent.askingCorrection', { words: correction })
            : t('consent.askingText', { answerBy: inEra(answerBy) })}
        </Notice>
      ))}
      {standing === 'stale' && (
        <Notice tone="warning" title={t('consent.staleTitle')}>
          {t('consent.staleText', { fields: changed.join('、') })}
        </Notice>
      )}
      {standing === 'refused' && (
        <Notice title={t('consent.refusedTitle')}>{t('consent.refusedText')}</Notice>
      )}
      {!can.decide && <Notice>{t('consent.onlyManager')}</Notice>}
    </div>
  );
}
