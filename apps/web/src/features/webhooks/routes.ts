import { addTexts } from '../../lib/i18n.js';
import { webhooksJa } from './ja.js';

addTexts('webhooks', webhooksJa);

export { NewWebhookPage } from './components/new-webhook-page.js';
export { WebhookPage } from './components/webhook-page.js';
export { WebhooksPage } from './components/webhooks-page.js';
