import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { DownloadLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { attendanceYearQuery, type AttendanceFigure } from '../api/attendance.js';
import type { Council } from '../api/councils.js';
import { fiscalYearName, fiscalYearOf } from './fiscal-year.js';

const numbers = ['meetings', 'people', 'venue', 'web', 'substitutes', 'excused', 'absent'] as const;

/** How often each agency was there in the year that is chosen above. */
export function AttendanceYear({ council: { id } }: { council: Council }) {
  const { t } = useTranslation('attendance', { keyPrefix: 'year' });
  const [params] = useSearchParams();
  const year = Number(params.get('year')) || fiscalYearOf(todayInTokyo());
  const figures = useQuery(attendanceYearQuery(id, year));
  const columns: Column<AttendanceFigure>[] = [
    { key: 'agency', label: t('caption'), names: true, cell: ({ agency }) => agency.name },
    ...numbers.map((key) => ({
      key,
      label: t(key),
      className: 'text-right tabular-nums',
      cell: (figure: AttendanceFigure) => figure[key],
    })),
  ];
  const file = (format: string) =>
    `/api/v1/councils/${id}/attendance-list?fiscalYear=${year}&format=${format}`;
  return (
    <Card title={t('title')}>
      <Loaded query={figures}>
        {({ held, agencies }) => (
          <div className="grid gap-4">
            <p>{t('held', { year: fiscalYearName(year), count: held })}</p>
            {agencies.length === 0 ? (
              <p className="text-solid-gray-700">{t('none')}</p>
            ) : (
              <>
                <DataTable
                  caption={t('caption')}
                  columns={columns}
                  rows={agencies}
                  rowKey={({ agency }) => agency.id}
                />
                <div className="no-print flex flex-wrap gap-3">
                  {(['csv', 'xlsx'] as const).map((format) => (
                    <DownloadLink key={format} look="secondary" href={file(format)}>
                      {t(format)}
                    </DownloadLink>
                  ))}
                </div>
              </>
            )}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
