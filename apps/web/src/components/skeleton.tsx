import { useTranslation } from 'react-i18next';

/** Holds the place of lines that are on their way. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation('kit');
  return (
    <div className="grid gap-4 py-2">
      <span role="status" className="sr-only">
        {t('loading')}
      </span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} aria-hidden="true" className="grid gap-2">
          <div className="skeleton h-5 w-2/5" />
          <div className="skeleton h-4 w-4/5" />
        </div>
      ))}
    </div>
  );
}
