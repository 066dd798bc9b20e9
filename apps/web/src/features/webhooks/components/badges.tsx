import { useTranslation } from 'react-i18next';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import type { Webhook, WebhookDelivery } from '../api/webhooks.js';

/** Whether a system is told at present. */
export function WebhookBadge({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const { state, failingSince } = webhook;
  const tone = state === 'paused' ? 'ended' : failingSince ? 'danger' : 'good';
  return <StatusBadge tone={tone}>{t(`state.${state}`)}</StatusBadge>;
}

const tones: Record<WebhookDelivery['state'], BadgeTone> = {
  waiting: 'waiting',
  delivered: 'good',
  failed: 'danger',
  dropped: 'ended',
};

/** What became of a message. */
export function DeliveryBadge({ state }: { state: WebhookDelivery['state'] }) {
  const { t } = useTranslation('webhooks');
  return <StatusBadge tone={tones[state]}>{t(`delivery.${state}`)}</StatusBadge>;
}
