import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { Loaded } from '../../../components/loaded.js';
import { Pager } from '../../../components/pager.js';
import { TextField } from '../../../components/text-field.js';
import type { ImportCounts, ImportJob } from '../api/get-import.js';
import { type Outcome, resultsQuery } from '../api/list-results.js';
import { ResultRow } from './result-row.js';

const outcomes = ['problem', 'conflict', 'changed', 'added', 'new', 'missing', 'same', 'outside'] as const;

/** What becomes of each row, narrowed as one likes; the narrowing is part of the address. */
export function ResultList({ job, counts }: { job: ImportJob; counts: ImportCounts }) {
  const { t } = useTranslation('imports');
  const [params, setParams] = useSearchParams();
  const outcome = outcomes.find((one) => one === params.get('outcome'));
  const noted = params.get('noted') === 'true';
  const q = params.get('q') ?? '';
  const page = Math.max(1, Number(params.get('page')) || 1);
  const results = useQuery(
    resultsQuery(job.id, job.version, {
      page,
      ...(outcome ? { outcome } : {}),
      ...(noted ? { noted } : {}),
      ...(q ? { q } : {}),
    }),
  );
  const search = useRef<HTMLInputElement>(null);
  const address = (part: { outcome?: Outcome; noted?: string }) =>
    `?${new URLSearchParams({ ...part, ...(q ? { q } : {}) })}`;

  function narrow(event: FormEvent): void {
    event.preventDefault();
    const words = search.current?.value.trim() ?? '';
    setParams({
      ...(outcome ? { outcome } : {}),
      ...(noted ? { noted: 'true' } : {}),
      ...(words ? { q: words } : {}),
    });
  }

  return (
    <div className="grid gap-4">
      <ChoiceLinks
        label={t('check.list')}
        choices={[
          { to: address({}), label: t('check.all'), chosen: !outcome && !noted },
          ...outcomes
            .filter((one) => counts[one] > 0)
            .map((one) => ({
              to: address({ outcome: one }),
              label: t(`check.outcome.${one}`),
              chosen: outcome === one,
              count: counts[one],
            })),
          ...(counts.noted > 0
            ? [
                {
                  to: address({ noted: 'true' }),
                  label: t('check.noted'),
                  chosen: noted,
                  count: counts.noted,
                },
              ]
            : []),
        ]}
      />
      {outcome && <p className="text-solid-gray-700">{t(`check.means.${outcome}`)}</p>}
      <form role="search" onSubmit={narrow} className="no-print flex max-w-xl flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-56">
          <TextField key={q} ref={search} label={t('check.search')} defaultValue={q} />
        </div>
        <Button type="submit" look="secondary">
          {t('check.searchButton')}
        </Button>
      </form>
      <Loaded query={results}>
        {({ items, page: shown, perPage, total }) =>
          total === 0 ? (
            <p>{t('check.none')}</p>
          ) : (
            <div>
              <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
                {items.map((result, at) => (
                  <ResultRow key={`${shown}-${at}`} result={result} />
                ))}
              </ul>
              <Pager page={shown} perPage={perPage} total={total} />
            </div>
          )
        }
      </Loaded>
    </div>
  );
}
