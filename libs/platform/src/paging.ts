/** Which part of a list is wanted; `page` counts from 1. */
export interface PageRequest {
  readonly page: number;
  readonly perPage: number;
}

/** One part of a list, and how many there are in all. */
export interface Page<Item> {
  items: Item[];
  page: number;
  perPage: number;
  total: number;
}

/** The first row of the wanted part, counted from 0. */
export function offsetOf({ page, perPage }: PageRequest): number {
  return (page - 1) * perPage;
}
