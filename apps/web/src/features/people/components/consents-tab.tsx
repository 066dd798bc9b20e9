import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { consentsQuery, type Consent } from '../api/list-consents.js';
import { liveCells } from '../consent-cells.js';
import { ConsentCard } from './consent-card.js';
import { ConsentMatrix } from './consent-matrix.js';
import { usePerson } from './person-page.js';

/** What may be told today, and every decision that led there. */
export function ConsentsTab() {
  const person = usePerson();
  const consents = useQuery(consentsQuery(person.id));
  return (
    <Loaded query={consents}>
      {(decisions) => <Decisions personId={person.id} decisions={decisions} />}
    </Loaded>
  );
}

function Decisions({ personId, decisions }: { personId: string; decisions: Consent[] }) {
  const { t } = useTranslation('people');
  if (decisions.length === 0) {
    return (
      <EmptyState
        title={t('consent.noneTitle')}
        actions={<ButtonLink to={`/people/${personId}/consents/new`}>{t('person.giveConsent')}</ButtonLink>}
      >
        {t('consent.none')}
      </EmptyState>
    );
  }
  const cells = liveCells(decisions);
  return (
    <div className="grid gap-6">
      <Card title={t('matrix.title')}>
        <p className="mb-3 text-solid-gray-700">{cells.length > 0 ? t('matrix.lead') : t('matrix.none')}</p>
        {cells.length > 0 && <ConsentMatrix cells={cells} caption={t('matrix.caption')} allCategories />}
      </Card>
      <section aria-labelledby="decisions" className="grid gap-4">
        <h2 id="decisions" className="text-std-20B-150">
          {t('consent.title')}
        </h2>
        {decisions.map((consent) => (
          <ConsentCard key={consent.id} consent={consent} />
        ))}
      </section>
    </div>
  );
}
