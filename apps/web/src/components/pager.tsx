import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { classes } from '../lib/classes.js';

type PagerProps = { page: number; perPage: number; total: number };

/** Leads through the pages of a list. The page is part of the address, so it can be kept and sent. */
export function Pager({ page, perPage, total }: PagerProps) {
  const { t } = useTranslation('kit');
  const { search } = useLocation();
  const last = Math.max(1, Math.ceil(total / perPage));
  if (last === 1) return null;
  const addressOf = (target: number) => {
    const params = new URLSearchParams(search);
    if (target === 1) params.delete('page');
    else params.set('page', String(target));
    return `?${params}`;
  };
  const look = 'inline-flex min-h-11 min-w-11 items-center justify-center rounded-8 px-3 py-1';
  return (
    <nav aria-label={t('pager.label')} className="no-print flex flex-wrap items-center gap-1 pt-4">
      {page > 1 && (
        <Link
          to={addressOf(page - 1)}
          rel="prev"
          className={classes(look, 'text-blue-1000 underline hover:bg-blue-50')}
        >
          {t('pager.previous')}
        </Link>
      )}
      {shownPages(page, last).map((target, index) =>
        target === undefined ? (
          <span key={`gap-${index}`} aria-hidden="true" className="px-1">
            …
          </span>
        ) : (
          <Link
            key={target}
            to={addressOf(target)}
            aria-current={target === page ? 'page' : undefined}
            className={classes(
              look,
              target === page
                ? 'border border-solid-gray-900 font-bold text-solid-gray-900'
                : 'text-blue-1000 underline hover:bg-blue-50',
            )}
          >
            <span className="sr-only">{t('pager.page', { page: target })}</span>
            <span aria-hidden="true">{target}</span>
          </Link>
        ),
      )}
      {page < last && (
        <Link
          to={addressOf(page + 1)}
          rel="next"
          className={classes(look, 'text-blue-1000 underline hover:bg-blue-50')}
        >
          {t('pager.next')}
        </Link>
      )}
      <span className="ml-auto text-solid-gray-700">
        {t('pager.range', { total, from: (page - 1) * perPage + 1, to: Math.min(page * perPage, total) })}
      </span>
    </nav>
  );
}

/** First, last and the neighbours of the present page; `undefined` marks a gap. */
function shownPages(page: number, last: number): (number | undefined)[] {
  const near = [1, page - 1, page, page + 1, last].filter((target) => target >= 1 && target <= last);
  const pages = [...new Set(near)].sort((a, b) => a - b);
  return pages.flatMap((target, index) => {
    const before = pages[index - 1];
    return before !== undefined && target - before > 1 ? [undefined, target] : [target];
  });
}
