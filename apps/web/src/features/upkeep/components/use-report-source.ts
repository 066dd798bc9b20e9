import { useTranslation } from 'react-i18next';
import type { EntryReport } from '../api/reports.js';

/** Who reported, as far as it is known. */
export function useReportSource(): (report: EntryReport) => string {
  const { t } = useTranslation('upkeep');
  return ({ source, reporterName, reporterAgencyName }) =>
    t(`report.source.${source}`, { name: reporterName, agency: reporterAgencyName });
}
