import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.js';
import { Page } from '../components/page.js';
import { actForAgency } from '../features/session/api/act-for-agency.js';
import type { Session } from '../lib/session.js';

/** Instead of every page, for whoever has left the agency for which they acted: where else they belong, or whom to ask. */
export function NoAgencyPage({ agencies }: Pick<Session, 'agencies'>) {
  const { t } = useTranslation('app');
  const client = useQueryClient();
  const choosing = useMutation({ mutationFn: actForAgency, onSuccess: () => client.resetQueries() });
  if (agencies.length === 0)
    return (
      <Page title={t('noAgency.title')}>
        <p>{t('noAgency.text')}</p>
      </Page>
    );
  return (
    <Page title={t('noAgency.others')} lead={t('noAgency.othersText')}>
      <ul className="flex flex-col items-start gap-3">
        {agencies.map(({ id, name }) => (
          <li key={id}>
            <Button look="secondary" busy={choosing.isPending} onClick={() => choosing.mutate(id)}>
              {t('noAgency.choose', { name })}
            </Button>
          </li>
        ))}
      </ul>
    </Page>
  );
}
