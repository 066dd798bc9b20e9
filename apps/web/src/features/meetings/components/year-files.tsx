import { useTranslation } from 'react-i18next';
import { fiscalYearName } from './fiscal-year.js';

type YearFilesProps = { fiscalYear: number; councilId?: string; hasTwoNames?: boolean };

const files = [
  ['paper', 'paper'],
  ['xlsx', 'file?format=xlsx'],
  ['csv', 'file?format=csv'],
  ['csv_cp932', 'file?format=csv_cp932'],
] as const;

/** The yearly schedule as a paper and as a list. */
export function YearFiles({ fiscalYear, councilId, hasTwoNames = false }: YearFilesProps) {
  const { t } = useTranslation('meetingDates');
  const base = councilId ? `/api/v1/councils/${councilId}/year-plans` : '/api/v1/year-plans';
  const link = 'inline-flex min-h-11 items-center text-blue-900 underline underline-offset-4';
  return (
    <p className="no-print flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="text-solid-gray-700">{t('take')}</span>
      {files.map(([name, path]) => (
        <a
          key={name}
          href={`${base}/${path}${path.includes('?') ? '&' : '?'}fiscalYear=${fiscalYear}`}
          download
          className={link}
        >
          {t(`files.${name}`)}
        </a>
      ))}
      {hasTwoNames && (
        <a href={`${base}/paper?fiscalYear=${fiscalYear}&naming=begin`} download className={link}>
          {t('naming.begin', { year: fiscalYearName(fiscalYear, 'begin') })}
        </a>
      )}
    </p>
  );
}
