import { useQueries } from '@tanstack/react-query';
import { agencyChoiceQuery, type AgencyChoice } from '../../../lib/find-agencies.js';

/** The agencies behind these ids, as far as they are known already, in the same order. */
export function useRecipients(agencyIds: readonly string[]): readonly AgencyChoice[] {
  return useQueries({
    queries: agencyIds.map((id) => agencyChoiceQuery(id)),
    combine: (found) => found.flatMap(({ data }) => (data ? [data] : [])),
  });
}
