import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';
import type { ReferralSearch } from './list-referrals.js';

/** The papers of a referral. */
export const paperKinds = ['request', 'answer', 'interim', 'outcome'] as const;
/** One of them. */
export type PaperKind = (typeof paperKinds)[number];

/** Most referrals that go into one file. */
export const mostPrinted = 50;

/** One paper, made anew with what may be told now. */
export async function fetchPaper({ id, kind }: { id: string; kind: PaperKind }): Promise<void> {
  const path = { id, kind };
  const paper = await bodyOf(
    api.GET('/api/v1/referrals/{id}/papers/{kind}', { params: { path }, parseAs: 'blob' }),
  );
  save(paper, `${kind}.pdf`);
}

/** An order for the requests of several referrals in one file. */
export type PaperOrder = Schema<'PaperOrderView'>;

/** Whether somebody still works on it. */
export function isUnderWay({ state }: PaperOrder): boolean {
  return state === 'waiting' || state === 'working';
}

/** The orders of the last day; they change by themselves while one is in hand. */
export const paperOrdersQuery = queryOptions({
  queryKey: ['paper-orders'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/paper-orders', { signal })),
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 1000 : false),
});

/** Orders one file of several requests. */
export function orderPapers({ key, referralIds }: { key: string; referralIds: string[] }) {
  return bodyOf(api.POST('/api/v1/paper-orders', { params: { header: onceBy(key) }, body: { referralIds } }));
}

/** Fetches the file of an order. */
export async function fetchPapers(id: string): Promise<void> {
  const papers = await bodyOf(
    api.GET('/api/v1/paper-orders/{id}/file', { params: { path: { id } }, parseAs: 'blob' }),
  );
  save(papers, 'requests.pdf');
}

/** Where a tray is as a file, narrowed as the screen is; the browser saves it by itself. */
export function trayFileAddress(search: ReferralSearch, format: 'xlsx' | 'csv' | 'csv_cp932'): string {
  const params = new URLSearchParams({ box: search.box, format });
  for (const status of search.status) params.append('status', status);
  if (search.turn) params.set('turn', search.turn);
  if (search.overdue) params.set('overdue', 'true');
  if (search.claimed) params.set('claimed', search.claimed);
  return `/api/v1/referral-lists?${params}`;
}

/** Hands a file that was fetched to the browser, which saves it. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to save it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
