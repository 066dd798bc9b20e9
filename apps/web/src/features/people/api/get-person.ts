import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../../lib/api-client.js';
import type { DataCategory } from '../../../lib/terms.js';

/** One line of a sheet. */
export type SheetField = { code: string; label: string; long: boolean; text: string };

/** What the record says in one category; version 0 where nothing was ever written. */
export type Sheet = {
  category: DataCategory;
  fields: SheetField[];
  version: number;
  updatedAt: string | null;
  updatedBy: string | null;
};

/** A person of the own agency with the whole record. */
export type Person = {
  id: string;
  number: number;
  name: string;
  kana: string;
  birthDate: string | null;
  version: number;
  sheets: Sheet[];
};

/** One person. */
export function personQuery(personId: string) {
  return queryOptions({
    queryKey: ['person', personId],
    queryFn: ({ signal }) =>
      bodyOf<Person>(api.GET('/api/v1/people/{id}', { params: { path: { id: personId } }, signal })),
  });
}
