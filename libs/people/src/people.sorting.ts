import type { ListedPerson } from './people.queries.js';

type Order = (a: ListedPerson, b: ListedPerson) => number;

const byDay = (a: string | null, b: string | null) => (a ?? '').localeCompare(b ?? '');

/** The orders in which people can be listed; those who were never heard of come first among the last contacts. */
export const peopleSorts = {
  kana: (a, b) => a.kana.localeCompare(b.kana, 'ja'),
  number: (a, b) => a.number - b.number,
  updated: (a, b) => b.updatedAt.getTime() - a.updatedAt.getTime(),
  contact: (a, b) => byDay(a.lastContactOn, b.lastContactOn),
  ended: (a, b) => byDay(b.endedOn, a.endedOn),
} as const satisfies Record<string, Order>;

export type PeopleSort = keyof typeof peopleSorts;
export const peopleSortCodes = Object.keys(peopleSorts) as PeopleSort[];
