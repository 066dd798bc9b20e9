import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A row of the ledger. */
export type LedgerRow = Schema<'LedgerRowView'>;
/** Which part of it. */
export type LedgerPart = { side: 'provider' | 'recipient'; from?: string; until?: string; page: number };
/** A list to be taken along. */
export type LedgerOrder = Schema<'LedgerOrderRequest'>;

/** One page of the ledger. */
export function ledgerQuery(part: LedgerPart) {
  return queryOptions({
    queryKey: ['ledger', part],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/disclosure-ledger', { params: { query: { ...part, perPage: 20 } }, signal })),
  });
}

/** Orders a list. */
export function orderLedger(input: { order: LedgerOrder; key: string }) {
  return bodyOf(
    api.POST('/api/v1/ledger-orders', { params: { header: onceBy(input.key) }, body: input.order }),
  );
}

/** Where an ordered list is. */
export function ledgerFile(id: string): string {
  return `/api/v1/ledger-orders/${id}/file`;
}

/** Who represents the own agency. */
export const representativeQuery = queryOptions({
  queryKey: ['agency-representative'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/agency-representative', { signal })),
});

/** Names who represents it. */
export function nameRepresentative(input: { name: string; version: number }) {
  return bodyOf(
    api.PUT('/api/v1/agency-representative', {
      params: { header: ifMatch(input.version) },
      body: { name: input.name },
    }),
  );
}

/** How long the network waits. */
export const withdrawalSettingsQuery = queryOptions({
  queryKey: ['withdrawal-settings'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/withdrawal-settings', { signal })),
});

/** Keeps how long the network waits. */
export function keepWithdrawalSettings(input: {
  days: Schema<'WithdrawalSettingsRequest'>;
  version: number;
}) {
  return bodyOf(
    api.PUT('/api/v1/withdrawal-settings', {
      params: { header: ifMatch(input.version) },
      body: input.days,
    }),
  );
}
