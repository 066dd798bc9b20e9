import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { newAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import {
  changeWebhook,
  pauseWebhook,
  removeWebhook,
  resumeWebhook,
  tryWebhook,
  webhookQuery,
  webhooksQuery,
  type Webhook,
  type WebhookEvent,
  type WebhookInput,
} from '../api/webhooks.js';
import { WebhookBadge } from './badges.js';
import { DeliveryLog } from './delivery-log.js';
import { RotateDialog } from './rotate-dialog.js';
import { SecretNotice } from './secret-notice.js';
import { WebhookForm } from './webhook-form.js';

/** One system: how it is told, what was sent, and what a manager may do about it. */
export function WebhookPage() {
  const { webhookId = '' } = useParams();
  const found = useQuery(webhookQuery(webhookId));
  const events = useQuery(webhooksQuery).data?.events ?? [];
  return <Loaded query={found}>{(webhook) => <WebhookContent webhook={webhook} events={events} />}</Loaded>;
}

function WebhookContent({ webhook, events }: { webhook: Webhook; events: readonly WebhookEvent[] }) {
  const { t } = useTranslation('webhooks');
  const [secret, setSecret] = useState<string | null>();
  const { id, name, url, state, pausedFor, failingSince, previousUntil, version } = webhook;
  return (
    <Page
      title={name}
      trail={[{ to: '/webhooks', label: t('title') }]}
      badges={<WebhookBadge webhook={webhook} />}
      lead={<span className="wrap-anywhere">{url}</span>}
      actions={<Actions webhook={webhook} onSecret={setSecret} />}
    >
      {secret !== undefined && <SecretNotice secret={secret} />}
      {pausedFor && <Notice tone="warning">{t(`pausedFor.${pausedFor}`)}</Notice>}
      {state === 'active' && failingSince && (
        <Notice tone="error">{t('failing', { since: asMoment(failingSince) })}</Notice>
      )}
      {previousUntil && <p>{t('secret.previous', { until: asMoment(previousUntil) })}</p>}
      <DeliveryLog webhookId={id} />
      {events.length > 0 && <Settings key={version} webhook={webhook} events={events} />}
    </Page>
  );
}

function Settings({ webhook, events }: { webhook: Webhook; events: readonly WebhookEvent[] }) {
  const { t } = useTranslation('webhooks');
  const say = useSay();
  const faults = useFaults();
  const saving = useMutation({
    mutationFn: changeWebhook,
    onSuccess: () => say(t('form.saved')),
    onError: faults.takeFailure,
  });
  const { id, version, name, url } = webhook;
  return (
    <Card title={t('form.edit')}>
      <WebhookForm
        start={{ name, url, events: webhook.events as WebhookInput['events'] }}
        events={events}
        faults={faults}
        submitLabel={t('form.save')}
        busy={saving.isPending}
        onSubmit={(input) => saving.mutate({ id, version, input })}
      />
    </Card>
  );
}

type ActionsProps = { webhook: Webhook; onSecret: (secret: string | null) => void };

function Actions({ webhook, onSecret }: ActionsProps) {
  const { t } = useTranslation('webhooks');
  const say = useSay();
  const [asked, setAsked] = useState<'rotate' | 'remove'>();
  const trying = useMutation({ mutationFn: tryWebhook, onSuccess: () => say(t('act.tested')) });
  const pausing = useMutation({ mutationFn: pauseWebhook, onSuccess: () => say(t('act.paused')) });
  const resuming = useMutation({ mutationFn: resumeWebhook, onSuccess: () => say(t('act.resumed')) });
  const failed = [trying, pausing, resuming].find(({ isError }) => isError);
  return (
    <div className="grid gap-3">
      {failed && <FailureNotice failure={failed.error} />}
      <div className="flex flex-wrap gap-3">
        <Button
          busy={trying.isPending}
          onClick={() => trying.mutate({ id: webhook.id, key: newAttemptKey() })}
        >
          {t('act.test')}
        </Button>
        {webhook.state === 'active' ? (
          <Button look="secondary" busy={pausing.isPending} onClick={() => pausing.mutate(webhook)}>
            {t('act.pause')}
          </Button>
        ) : (
          <Button look="secondary" busy={resuming.isPending} onClick={() => resuming.mutate(webhook)}>
            {t('act.resume')}
          </Button>
        )}
        <Button look="secondary" onClick={() => setAsked('rotate')}>
          {t('secret.rotate')}
        </Button>
        <Button look="quiet" onClick={() => setAsked('remove')}>
          {t('act.remove')}
        </Button>
      </div>
      {asked === 'rotate' && (
        <RotateDialog webhook={webhook} onSecret={onSecret} onClose={() => setAsked(undefined)} />
      )}
      {asked === 'remove' && <RemoveDialog webhook={webhook} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

function RemoveDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const say = useSay();
  const navigate = useNavigate();
  const removing = useMutation({
    mutationFn: removeWebhook,
    onSuccess: () => {
      say(t('act.removed'));
      return navigate('/webhooks');
    },
  });
  return (
    <Dialog title={t('act.remove')} onClose={onClose}>
      {removing.isError && <FailureNotice failure={removing.error} />}
      <p>{t('act.removeAsk', { name: webhook.name })}</p>
      <DialogActions onCancel={onClose}>
        <Button look="danger" busy={removing.isPending} onClick={() => removing.mutate(webhook)}>
          {t('act.remove')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
