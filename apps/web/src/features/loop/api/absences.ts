import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';

/** Somebody of the own agency who is away, and who stands in. */
export type Absence = Schema<'AbsenceView'>;
/** A new absence. */
export type NewAbsence = Schema<'AbsenceRequest'>;

/** Who is away now or will be. */
export const absencesQuery = queryOptions({
  queryKey: ['absences'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/absences', { signal })),
});

/** Notes an absence. */
export function noteAbsence({ absence, key }: { absence: NewAbsence; key: string }) {
  return bodyOf(api.POST('/api/v1/absences', { params: { header: onceBy(key) }, body: absence }));
}

/** Takes an absence back. */
export async function endAbsence(id: string): Promise<void> {
  await bodyOf(api.DELETE('/api/v1/absences/{id}', { params: { path: { id } } }));
}
