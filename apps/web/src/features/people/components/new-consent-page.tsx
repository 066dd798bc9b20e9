import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { personQuery } from '../api/get-person.js';
import { ConsentForm } from './consent-form.js';

/** Records what a person decided after it was explained to them. */
export function NewConsentPage() {
  const { t } = useTranslation('people');
  const { personId = '' } = useParams();
  const person = useQuery(personQuery(personId));
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
          <ConsentForm person={found} />
        </Page>
      )}
    </Loaded>
  );
}
