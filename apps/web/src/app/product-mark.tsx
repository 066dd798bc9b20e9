import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** The name of the product; leads home. */
export function ProductMark() {
  const { t } = useTranslation('kit');
  return (
    <Link
      to="/"
      className="inline-flex min-h-11 items-center gap-2 rounded-8 text-dns-17B-130 @md:text-std-20B-150 text-solid-gray-900"
    >
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-8 shrink-0">
        <rect width="32" height="32" rx="7" className="fill-blue-900" />
        <circle cx="11.5" cy="16" r="5.5" className="fill-none stroke-white stroke-3" />
        <circle cx="20.5" cy="16" r="5.5" className="fill-none stroke-white stroke-3" />
      </svg>
      {t('productName')}
    </Link>
  );
}
