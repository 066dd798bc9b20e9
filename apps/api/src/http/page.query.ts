import { WholeNumber } from './fields.js';

/** Which part of a list is wanted. */
export class PageQuery {
  @WholeNumber({ label: 'ページ', min: 1, max: 100_000, standard: 1 })
  page: number = 1;

  @WholeNumber({ label: '1ページの件数', min: 1, max: 100, standard: 20 })
  perPage: number = 20;
}
