import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../components/loaded.js';
import { NumbersForm } from '../../../components/numbers-form.js';
import { Page } from '../../../components/page.js';
import { deadlineSettingsQuery, setDeadlineSettings } from '../api/deadline-settings.js';

const names = ['remindBefore', 'headAfter', 'networkAfter', 'expireAfter', 'reconfirmDays'] as const;

/** When whom the network reminds of a late answer. */
export function DeadlineSettingsPage() {
  const { t } = useTranslation('loop');
  const settings = useQuery(deadlineSettingsQuery);
  const supports: Partial<Record<(typeof names)[number], string>> = {
    networkAfter: t('settings.networkAfterSupport'),
    expireAfter: t('settings.expireAfterSupport'),
  };
  return (
    <Page
      title={t('settings.title')}
      lead={t('settings.lead')}
      trail={[{ to: '/stalls', label: t('stalls.trail') }]}
    >
      <Loaded query={settings}>
        {(found) => (
          <NumbersForm
            key={found.version}
            fields={names.map((name) => {
              const support = supports[name];
              return { name, label: t(`settings.${name}`), ...(support ? { support } : {}) };
            })}
            values={found}
            save={(numbers) => setDeadlineSettings({ ...found, ...numbers })}
            saveLabel={t('settings.save')}
            saved={t('settings.saved')}
          />
        )}
      </Loaded>
    </Page>
  );
}
