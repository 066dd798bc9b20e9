import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { registerWebhook, webhooksQuery, type WebhookEvent } from '../api/webhooks.js';
import { SecretNotice } from './secret-notice.js';
import { WebhookForm } from './webhook-form.js';

/** Registers a system; the secret is shown here and never again. */
export function NewWebhookPage() {
  const { t } = useTranslation('webhooks');
  const webhooks = useQuery(webhooksQuery);
  return (
    <Page title={t('form.title')} lead={t('lead')} trail={[{ to: '/webhooks', label: t('title') }]}>
      <Loaded query={webhooks}>{({ events }) => <Registration events={events} />}</Loaded>
    </Page>
  );
}

function Registration({ events }: { events: readonly WebhookEvent[] }) {
  const { t } = useTranslation('webhooks');
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const registering = useMutation({ mutationFn: registerWebhook, onError: faults.takeFailure });
  if (registering.data) {
    const { webhook, secret } = registering.data;
    return (
      <>
        <SecretNotice secret={secret} />
        <ButtonLink to={`/webhooks/${webhook.id}`} className="w-fit">
          {t('secret.done')}
        </ButtonLink>
      </>
    );
  }
  return (
    <Card>
      <WebhookForm
        start={{ name: '', url: '', events: [] }}
        events={events}
        faults={faults}
        submitLabel={t('form.register')}
        busy={registering.isPending}
        onSubmit={(input) => registering.mutate({ key: keyFor(input), input })}
      />
    </Card>
  );
}
