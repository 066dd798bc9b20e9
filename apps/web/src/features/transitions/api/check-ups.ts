import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, type Schema } from '../../../lib/api-client.js';

/** A check on how somebody is. */
export type CheckUp = Schema<'CheckUpView'>;
/** How somebody was found to be. */
export type CheckUpFinding = Schema<'CheckUpRequest'>;

/** The checks that are due until a day, or all that are planned. */
export function checkUpsQuery(dueUntil: string | undefined) {
  return queryOptions({
    queryKey: ['check-ups', dueUntil ?? 'all'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/check-ups', { params: { query: dueUntil ? { dueUntil } : {} }, signal })),
  });
}

/** Which of the checks that were done are wanted. */
export interface DoneFilter {
  readonly whose: 'own' | 'handed' | undefined;
  readonly situation: CheckUpFinding['situation'] | undefined;
  readonly page: number;
}

/** What the agency has found and written down, the newest first. */
export function doneCheckUpsQuery({ whose, situation, page }: DoneFilter) {
  return queryOptions({
    queryKey: ['check-ups', 'done', whose, situation, page],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/check-ups/done', {
          params: {
            query: { page, ...(whose ? { whose } : {}), ...(situation ? { situation } : {}) },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** After how many months without a word somebody is looked for. */
export const unheardSettingQuery = queryOptions({
  queryKey: ['unheard-setting'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/unheard-setting', { signal })),
});

/** Writes down how somebody was found to be. */
export function recordCheckUp({ id, version, ...body }: { id: string; version: number } & CheckUpFinding) {
  return bodyOf(
    api.POST('/api/v1/check-ups/{id}/record', {
      params: { path: { id }, header: ifMatch(version) },
      body,
    }),
  );
}

/** Somebody need not be asked any more. */
export function dropCheckUp({ id, version }: { id: string; version: number }) {
  return bodyOf(
    api.POST('/api/v1/check-ups/{id}/dropping', { params: { path: { id }, header: ifMatch(version) } }),
  );
}

/** Sets after how many months somebody is looked for. */
export function setUnheard({ months, version }: { months: number; version: number }) {
  return bodyOf(
    api.PUT('/api/v1/unheard-setting', { params: { header: ifMatch(version) }, body: { months } }),
  );
}

/** People of the own agency of whom nobody has heard for so many months, the longest silence first. */
export function unheardPeopleQuery(months: number) {
  return queryOptions({
    queryKey: ['check-ups', 'unheard', months],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/people', {
          params: { query: { status: 'open', silentDays: months * 30, sort: 'contact', perPage: 50 } },
          signal,
        }),
      ),
  });
}
