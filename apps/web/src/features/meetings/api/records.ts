import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** Something that a council has given somebody to do. */
export type ActionItem = Schema<'ActionItemView'>;
/** The same with its history. */
export type ActionItemRecord = Schema<'ActionItemRecordView'>;
/** What is to be done, by whom, until when. */
export type ActionItemInput = Schema<'NewActionItemRequest'>;
/** A version of minutes. */
export type Minutes = Schema<'MinutesVersionView'>;
/** One item of minutes. */
export type MinutesItem = Schema<'MinutesItemView'>;
/** A decision in the register. */
export type Decision = Schema<'DecisionView'>;

/** What is still to be done, or all. */
export type ActionsShown = 'open' | 'all';
const statesOf = (shown: ActionsShown) =>
  shown === 'open' ? { states: ['open' as const, 'in_progress' as const] } : {};

/** What the own agency has to do. */
export function myActionsQuery(shown: ActionsShown, page: number) {
  return queryOptions({
    queryKey: ['action-items', 'mine', shown, page],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/action-items', { params: { query: { ...statesOf(shown), page } }, signal })),
  });
}

/** What a council has given to do. */
export function councilActionsQuery(id: string, shown: ActionsShown, page: number) {
  return queryOptions({
    queryKey: ['action-items', 'council', id, shown, page],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/councils/{id}/action-items', {
          params: { path: { id }, query: { ...statesOf(shown), page } },
          signal,
        }),
      ),
  });
}

/** What is on the table of a meeting. */
export function meetingActionsQuery(id: string) {
  return queryOptions({
    queryKey: ['action-items', 'meeting', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/meetings/{id}/action-items', { params: { path: { id } }, signal })),
  });
}

/** One item. */
export function actionItemQuery(id: string) {
  return queryOptions({
    queryKey: ['action-items', 'one', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/action-items/{id}', { params: { path: { id } }, signal })),
  });
}

/** Gives somebody something to do. */
export function raiseAction({
  councilId,
  key,
  input,
}: {
  councilId: string;
  key: string;
  input: ActionItemInput;
}) {
  return bodyOf(
    api.POST('/api/v1/councils/{id}/action-items', {
      params: { path: { id: councilId }, header: onceBy(key) },
      body: input,
    }),
  );
}

type Seen = { id: string; version: number };

/** Says how an item is coming on. */
export function reportAction({ id, version, input }: Seen & { input: Schema<'ActionReportRequest'> }) {
  return bodyOf(
    api.POST('/api/v1/action-items/{id}/events', {
      params: { path: { id }, header: ifMatch(version) },
      body: input,
    }),
  );
}

/** Moves an item to another council. */
export function moveAction({ id, version, input }: Seen & { input: Schema<'ActionMoveRequest'> }) {
  return bodyOf(
    api.POST('/api/v1/action-items/{id}/move', {
      params: { path: { id }, header: ifMatch(version) },
      body: input,
    }),
  );
}

/** The minutes of a meeting: all versions. */
export function minutesOfMeetingQuery(id: string) {
  return queryOptions({
    queryKey: ['minutes', 'meeting', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/meetings/{id}/minutes', { params: { path: { id } }, signal })),
  });
}

/** One version. */
export function minutesQuery(id: string) {
  return queryOptions({
    queryKey: ['minutes', 'version', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/minutes-versions/{id}', { params: { path: { id } }, signal })),
  });
}

/** Begins the minutes of a meeting. */
export function beginMinutes({ meetingId, key }: { meetingId: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/meetings/{id}/minutes', { params: { path: { id: meetingId }, header: onceBy(key) } }),
  );
}

/** Place and attendance; without attendees they are read from the record. */
export function setMinutesHead({ id, version, input }: Seen & { input: Schema<'MinutesHeadRequest'> }) {
  return bodyOf(
    api.PUT('/api/v1/minutes-versions/{id}/head', {
      params: { path: { id }, header: ifMatch(version) },
      body: input,
    }),
  );
}

/** Saves one item. */
export function writeMinutesItem({ id, version, input }: Seen & { input: Schema<'MinutesTextRequest'> }) {
  return bodyOf(
    api.PUT('/api/v1/minutes-items/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: input,
    }),
  );
}

/** Sends a draft to the council. */
export function circulateMinutes({ id, version, deadlineOn }: Seen & { deadlineOn: string | null }) {
  return bodyOf(
    api.POST('/api/v1/minutes-versions/{id}/circulation', {
      params: { path: { id }, header: ifMatch(version) },
      body: { deadlineOn },
    }),
  );
}

/** Says what one thinks of circulated minutes. */
export function reviewMinutes({ id, input }: { id: string; input: Schema<'MinutesReviewRequest'> }) {
  return bodyOf(api.PUT('/api/v1/minutes-versions/{id}/review', { params: { path: { id } }, body: input }));
}

/** Notes what was done about what somebody said. */
export function resolveReview({ id, resolution }: { id: string; resolution: string }) {
  return bodyOf(
    api.PUT('/api/v1/minutes-reviews/{id}/resolution', { params: { path: { id } }, body: { resolution } }),
  );
}

/** Begins a changed version. */
export function reviseMinutes({ id, key }: { id: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/minutes-versions/{id}/revision', { params: { path: { id }, header: onceBy(key) } }),
  );
}

/** Approves minutes. */
export function approveMinutes({ id, version, input }: Seen & { input: Schema<'MinutesApprovalRequest'> }) {
  return bodyOf(
    api.POST('/api/v1/minutes-versions/{id}/approval', {
      params: { path: { id }, header: ifMatch(version) },
      body: input,
    }),
  );
}

/** Publishes approved minutes. */
export function publishMinutes({ id, version }: Seen) {
  return bodyOf(
    api.POST('/api/v1/minutes-versions/{id}/publication', {
      params: { path: { id }, header: ifMatch(version) },
    }),
  );
}

/** Begins an amendment. */
export function amendMinutes({ id, key, reason }: { id: string; key: string; reason: string }) {
  return bodyOf(
    api.POST('/api/v1/minutes-versions/{id}/amendment', {
      params: { path: { id }, header: onceBy(key) },
      body: { reason },
    }),
  );
}

/** The register of a council. */
export function decisionsQuery(
  id: string,
  query: { fiscalYear?: number; words?: string; page?: number; perPage?: number },
) {
  return queryOptions({
    queryKey: ['decisions', id, query],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/councils/{id}/decisions', { params: { path: { id }, query }, signal })),
  });
}
