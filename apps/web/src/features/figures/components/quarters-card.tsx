import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { quarterFormats, quartersAddress, quartersQuery, type QuarterFigures } from '../api/figures.js';

type Line = NonNullable<QuarterFigures['outcomes']>[number];

/** A year that is over by its quarters: each list whole, or not at all. */
export function QuartersCard({ fiscalYear }: { fiscalYear: number }) {
  const { t } = useTranslation('figures', { keyPrefix: 'quarters' });
  const figures = useQuery(quartersQuery(fiscalYear));
  return (
    <Card title={t('title')}>
      <div className="grid gap-5">
        <p className="text-solid-gray-700">{t('lead')}</p>
        <Loaded query={figures}>
          {({ totals, outcomes, routes }) => (
            <>
              <QuarterTable title={t('totals')} lines={totals && [{ name: t('total'), numbers: totals }]} />
              <QuarterTable title={t('outcomes')} lines={outcomes} />
              <QuarterTable title={t('routes')} lines={routes} />
            </>
          )}
        </Loaded>
        <QuarterFiles fiscalYear={fiscalYear} />
      </div>
    </Card>
  );
}

/** The same tables to take along. */
function QuarterFiles({ fiscalYear }: { fiscalYear: number }) {
  const { t } = useTranslation('figures');
  return (
    <p className="no-print flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="text-solid-gray-700">{t('quarters.take')}</span>
      {quarterFormats.map((format) => (
        <a
          key={format}
          href={quartersAddress(fiscalYear, format)}
          download
          className="inline-flex min-h-11 items-center text-blue-900 underline underline-offset-4"
        >
          {t(`formats.${format}`)}
        </a>
      ))}
    </p>
  );
}

const quarters = [0, 1, 2, 3] as const;

function QuarterTable({ title, lines }: { title: string; lines: readonly Line[] | null }) {
  const { t } = useTranslation('figures', { keyPrefix: 'quarters' });
  const columns: Column<Line>[] = [
    { key: 'name', label: t('what'), names: true, cell: ({ name }) => name },
    ...quarters.map((at) => ({
      key: String(at),
      label: t(`quarter.${at}`),
      cell: ({ numbers }: Line) => (numbers[at] ?? 0).toLocaleString('ja-JP'),
    })),
  ];
  return (
    <section>
      <h3 className="mb-2 text-std-18B-160">{title}</h3>
      {lines === null ? (
        <p>{t('notShown')}</p>
      ) : (
        <DataTable caption={title} columns={columns} rows={lines} rowKey={({ name }) => name} />
      )}
    </section>
  );
}
