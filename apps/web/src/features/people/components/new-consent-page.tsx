import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Skeleton } from '../../../components/skeleton.js';
import { agencyChoiceQuery } from '../../../lib/find-agencies.js';
import { personQuery } from '../api/get-person.js';
import { ConsentForm } from './consent-form.js';

/** Records what a person decided after it was explained to them. */
export function NewConsentPage() {
  const { t } = useTranslation('people');
  const { personId = '' } = useParams();
  const [search] = useSearchParams();
  const agencyId = search.get('agency') ?? '';
  const person = useQuery(personQuery(personId));
  // The form begins with the recipient that the address names, so it waits for its name.
  const agency = useQuery(agencyChoiceQuery(agencyId));
  return (
    <Loaded query={person}>
      {(found) => (
        <Page
          title={t('consentForm.title')}
          trail={[
            { to: '/people', label: t('person.trail') },
            { to: `/people/${personId}/consents`, label: found.name },
          ]}
          lead={t('consentForm.lead', { name: found.name })}
        >
          {agencyId && agency.isLoading ? (
            <Skeleton />
          ) : (
            <ConsentForm person={found} recipient={agency.data} />
          )}
        </Page>
      )}
    </Loaded>
  );
}
