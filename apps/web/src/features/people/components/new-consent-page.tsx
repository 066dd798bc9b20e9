import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Skeleton } from '../../../components/skeleton.js';
import { agencyChoiceQuery } from '../../../lib/find-agencies.js';
import { askingQuery } from '../api/askings.js';
import { personQuery } from '../api/get-person.js';
import { ConsentForm } from './consent-form.js';

/** Records what a person decided after it was explained to them, or writes down what they are to be asked. */
export function NewConsentPage() {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
  const { personId = '' } = useParams();
  const [search] = useSearchParams();
  const agencyId = search.get('agency') ?? '';
  const askingId = search.get('asking') ?? '';
  const person = useQuery(personQuery(personId));
  // The form begins with the recipient or the asking that the address names, so it waits for them.
  const agency = useQuery(agencyChoiceQuery(agencyId));
  const asking = useQuery(askingQuery(askingId));
  const isWaiting = (agencyId !== '' && agency.isLoading) || (askingId !== '' && asking.isLoading);
  return (
    <Loaded query={person}>
      {(found) => (
        <Page
          title={askingId ? tConsents('asking.rewrite') : t('consentForm.title')}
          trail={[
            { to: '/people', label: t('person.trail') },
            { to: `/people/${personId}/consents`, label: found.name },
          ]}
          lead={t('consentForm.lead', { name: found.name })}
        >
          {isWaiting ? (
            <Skeleton />
          ) : (
            <ConsentForm person={found} recipient={agency.data} asking={asking.data} />
          )}
        </Page>
      )}
    </Loaded>
  );
}
