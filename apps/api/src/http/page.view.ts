import type { Page } from '#libs/platform';
import { ShowsNumber, ShowsView } from './view.js';

/** A page of a list: which part of how many. */
export interface PageView<View> {
  items: View[];
  page: number;
  perPage: number;
  total: number;
}

/** The class of such a page, for a presenter to name: `class PairPageView extends pageOf(() => PairView) {}`. */
export function pageOf<View extends object>(view: () => new () => View): new () => PageView<View> {
  class PageOfViews implements PageView<View> {
    @ShowsView(view, { list: true }) items!: View[];
    @ShowsNumber() page!: number;
    @ShowsNumber() perPage!: number;
    @ShowsNumber() total!: number;
  }
  return PageOfViews;
}

/** A page with each row as it is let out. */
export function presentPage<Row, View>(found: Page<Row>, present: (row: Row) => View): PageView<View> {
  const { items, page, perPage, total } = found;
  return { items: items.map((row) => present(row)), page, perPage, total };
}
