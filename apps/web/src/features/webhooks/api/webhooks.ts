import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** Where the own agency's system is told. */
export type Webhook = Schema<'WebhookView'>;
/** Something it can be told. */
export type WebhookEvent = Schema<'WebhookEventView'>;
/** One message that was sent. */
export type WebhookDelivery = Schema<'WebhookDeliveryView'>;
/** What a manager says about one. */
export type WebhookInput = Schema<'WebhookRequest'>;

/** All of the own agency, and what there is to choose from. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/webhooks', { signal })),
});

/** One of them. */
export function webhookQuery(id: string) {
  return queryOptions({
    queryKey: ['webhooks', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/webhooks/{id}', { params: { path: { id } }, signal })),
  });
}

/** What was sent to it; as long as something is on its way it is asked again. */
export function deliveriesQuery(id: string, page: number) {
  return queryOptions({
    queryKey: ['webhooks', id, 'deliveries', page],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/webhooks/{id}/deliveries', { params: { path: { id }, query: { page } }, signal }),
      ),
    refetchInterval: ({ state }) =>
      state.data?.items.some((sent) => sent.state === 'waiting' && !sent.nextAt) ? 2000 : false,
  });
}

/** Registers one. */
export function registerWebhook({ key, input }: { key: string; input: WebhookInput }) {
  return bodyOf(api.POST('/api/v1/webhooks', { params: { header: onceBy(key) }, body: input }));
}

type Seen = { id: string; version: number };

/** Changes one. */
export function changeWebhook({ id, version, input }: Seen & { input: WebhookInput }) {
  return bodyOf(
    api.PUT('/api/v1/webhooks/{id}', { params: { path: { id }, header: ifMatch(version) }, body: input }),
  );
}

/** Stops telling. */
export function pauseWebhook({ id, version }: Seen) {
  return bodyOf(
    api.POST('/api/v1/webhooks/{id}/pause', { params: { path: { id }, header: ifMatch(version) } }),
  );
}

/** Tells again. */
export function resumeWebhook({ id, version }: Seen) {
  return bodyOf(
    api.POST('/api/v1/webhooks/{id}/resumption', { params: { path: { id }, header: ifMatch(version) } }),
  );
}

/** Makes a new secret. */
export function rotateSecret({ id, version, overlapHours }: Seen & { overlapHours: number }) {
  return bodyOf(
    api.POST('/api/v1/webhooks/{id}/secret', {
      params: { path: { id }, header: ifMatch(version) },
      body: { overlapHours },
    }),
  );
}

/** Removes one. */
export async function removeWebhook({ id, version }: Seen): Promise<void> {
  await bodyOf(api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id }, header: ifMatch(version) } }));
}

/** Sends a trial. */
export function tryWebhook({ id, key }: { id: string; key: string }) {
  return bodyOf(api.POST('/api/v1/webhooks/{id}/test', { params: { path: { id }, header: onceBy(key) } }));
}

/** Sends a message once more. */
export function redeliver({ id, key }: { id: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/webhook-deliveries/{id}/redelivery', {
      params: { path: { id }, header: onceBy(key) },
    }),
  );
}
