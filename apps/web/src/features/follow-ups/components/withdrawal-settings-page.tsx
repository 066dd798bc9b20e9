import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../components/loaded.js';
import { NumbersForm } from '../../../components/numbers-form.js';
import { Page } from '../../../components/page.js';
import { keepWithdrawalSettings, withdrawalSettingsQuery } from '../api/ledger.js';

const names = ['closeAfterDays', 'answerWithinDays', 'remindEveryDays'] as const;

/** How long the network waits after a withdrawal. */
export function WithdrawalSettingsPage() {
  const { t } = useTranslation('followUpPages');
  const settings = useQuery(withdrawalSettingsQuery);
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <Loaded query={settings}>
        {(found) => (
          <NumbersForm
            key={found.version}
            fields={names.map((name) => ({ name, label: t(`settings.${name}`) }))}
            values={found}
            save={(days) => keepWithdrawalSettings({ days, version: found.version })}
            saveLabel={t('settings.save')}
            saved={t('settings.saved')}
          />
        )}
      </Loaded>
    </Page>
  );
}
