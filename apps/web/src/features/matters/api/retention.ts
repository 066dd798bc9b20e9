import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** A record whose time is over, or will be. */
export type KeptRecord = Schema<'KeptRecordView'>;
/** What is left of an erased one. */
export type Tombstone = Schema<'TombstoneView'>;
/** How the agency keeps its records. */
export type RecordSetting = Schema<'RecordSettingView'>;

/** What is kept how long, and what was erased. */
export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/retention', { signal })),
});

/** Erases records for ever. */
export function eraseRecords({ personIds, key }: { personIds: string[]; key: string }) {
  return bodyOf(
    api.POST('/api/v1/retention/erasure', {
      params: { header: onceBy(key) },
      body: { personIds, ground: 'retention' },
    }),
  );
}

/** The setting. */
export const recordSettingQuery = queryOptions({
  queryKey: ['record-setting'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/record-setting', { signal })),
});

/** Sets it. */
export function setRecordSetting({ version, ...body }: RecordSetting) {
  return bodyOf(api.PUT('/api/v1/record-setting', { params: { header: ifMatch(version) }, body }));
}

/** The hold on a person's record. */
export function holdQuery(id: string) {
  return queryOptions({
    queryKey: ['person', id, 'hold'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/hold', { params: { path: { id } }, signal })),
  });
}

/** Keeps a record beyond its time. */
export function placeHold({ id, reason, key }: { id: string; reason: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/people/{id}/hold', {
      params: { path: { id }, header: onceBy(key) },
      body: { reason },
    }),
  );
}

/** Lets it go. */
export function liftHold(id: string) {
  return bodyOf(api.DELETE('/api/v1/people/{id}/hold', { params: { path: { id } } }));
}
