import type { VacancyState } from '../agency/vacancy.js';
import type { Entry, EntryService } from '../entry/entry.js';
import type { HsdsTerms } from './hsds.terms.js';

/** What the public is told of the free places of a service. */
export interface PublicVacancy {
  readonly service_id: string;
  readonly state: VacancyState;
  readonly available: number | null;
  readonly as_of: string;
  readonly good_until: string | null;
}

/** A published entry, its public fields alone. */
export interface PublishedEntry {
  readonly entry: Entry;
  /** When it last looked different to the public. */
  readonly changedAt: string;
  readonly onPage: boolean;
  readonly vacancies: readonly PublicVacancy[];
}

/** What mapping an entry depends on beside the entry. */
export interface HsdsSurroundings {
  readonly terms: HsdsTerms;
  readonly today: string;
  readonly publicUrl: string;
}

/** Whether a service is no longer offered. */
export function hasEnded({ endedOn }: Pick<EntryService, 'endedOn'>, today: string): boolean {
  return endedOn !== null && endedOn <= today;
}

/** Whether the agency is closed for the time being. */
export function isSuspended({ status }: Pick<Entry, 'status'>): boolean {
  return status === 'suspended';
}
