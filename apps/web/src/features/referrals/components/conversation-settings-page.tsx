import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../components/loaded.js';
import { NumbersForm } from '../../../components/numbers-form.js';
import { Page } from '../../../components/page.js';
import { conversationSettingsQuery, keepConversationSettings } from '../api/conversation-settings.js';

const names = ['confirmAfterDays', 'noShowLimit', 'phoneConfirmDays', 'linkDays'] as const;

/** How long things wait, for the whole network. */
export function ConversationSettingsPage() {
  const { t } = useTranslation('conversation');
  const settings = useQuery(conversationSettingsQuery);
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <Loaded query={settings}>
        {(found) => (
          <NumbersForm
            key={found.version}
            fields={names.map((name) => ({ name, label: t(`settings.${name}`) }))}
            values={found}
            save={(numbers) => keepConversationSettings({ ...found, ...numbers })}
            saveLabel={t('settings.save')}
            saved={t('settings.saved')}
          />
        )}
      </Loaded>
    </Page>
  );
}
