import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';
import type { MeetingInput } from './meetings.js';

/** A fiscal year of a council. */
export type CouncilYear = Schema<'CouncilYearView'>;
/** A slot of a plan. */
export type PlanSlot = Schema<'PlanSlotView'>;
/** A meeting as a plan shows it. */
export type PlannedMeeting = Schema<'PlannedMeetingView'>;
/** The plan as it is typed. */
export type YearPlanInput = Schema<'YearPlanRequest'>;

/** One fiscal year of all own councils. */
export function yearsQuery(fiscalYear: number) {
  return queryOptions({
    queryKey: ['year-plans', fiscalYear],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/year-plans', { params: { query: { fiscalYear } }, signal })),
  });
}

/** One fiscal year of one council. */
export function yearQuery(councilId: string, fiscalYear: number) {
  return queryOptions({
    queryKey: ['year-plans', 'one', councilId, fiscalYear],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/councils/{id}/year-plans', {
          params: { path: { id: councilId }, query: { fiscalYear } },
          signal,
        }),
      ),
  });
}

/** Begins a plan. */
export function beginPlan({
  councilId,
  key,
  input,
}: {
  councilId: string;
  key: string;
  input: Schema<'NewYearPlanRequest'>;
}) {
  return bodyOf(
    api.POST('/api/v1/councils/{id}/year-plans', {
      params: { path: { id: councilId }, header: onceBy(key) },
      body: input,
    }),
  );
}

type Seen = { id: string; version: number };

/** Changes a plan. */
export function changePlan({ id, version, input }: Seen & { input: YearPlanInput }) {
  return bodyOf(
    api.PUT('/api/v1/year-plans/{id}', { params: { path: { id }, header: ifMatch(version) }, body: input }),
  );
}

/** Says why a slot is not held. */
export function dropSlot({ id, version, reason }: Seen & { reason: string }) {
  return bodyOf(
    api.POST('/api/v1/plan-slots/{id}/dropping', {
      params: { path: { id }, header: ifMatch(version) },
      body: { reason },
    }),
  );
}

/** Takes a slot back into the plan. */
export function restoreSlot({ id, version }: Seen) {
  return bodyOf(
    api.POST('/api/v1/plan-slots/{id}/restoration', { params: { path: { id }, header: ifMatch(version) } }),
  );
}

/** Turns a slot into a meeting. */
export function scheduleSlot({ id, key, input }: { id: string; key: string; input: MeetingInput }) {
  return bodyOf(
    api.POST('/api/v1/plan-slots/{id}/meeting', {
      params: { path: { id }, header: onceBy(key) },
      body: input,
    }),
  );
}

/** The public holidays of a month (`2026-11`). */
export function holidaysQuery(month: string) {
  return queryOptions({
    queryKey: ['holidays', month],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/holidays', { params: { query: { month } }, signal })),
    staleTime: Infinity,
  });
}
