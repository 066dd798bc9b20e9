import { useTranslation } from 'react-i18next';
import type { ReferralSearch } from '../api/list-referrals.js';
import { trayFileAddress } from '../api/papers.js';

const formats = ['xlsx', 'csv', 'csv_cp932'] as const;

/** The list as a file, as it is narrowed on the screen. */
export function TrayDownload({ search }: { search: ReferralSearch }) {
  const { t } = useTranslation('papers');
  return (
    <p className="no-print flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="text-solid-gray-700">{t('take')}</span>
      {formats.map((format) => (
        <a
          key={format}
          href={trayFileAddress(search, format)}
          className="inline-flex min-h-11 items-center text-blue-900 underline underline-offset-4"
        >
          {t(`formats.${format}`)}
        </a>
      ))}
    </p>
  );
}
