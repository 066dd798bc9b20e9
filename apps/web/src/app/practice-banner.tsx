import { useTranslation } from 'react-i18next';

/** Says that nothing here is real, and where the practice mails are. */
export function PracticeBanner() {
  const { t } = useTranslation('app');
  return (
    <aside
      aria-label={t('practice.mark')}
      className="@container no-print border-b border-yellow-900 bg-yellow-100 text-dns-14N-130 text-solid-gray-900"
    >
      <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5">
        <strong className="rounded-4 bg-solid-gray-900 px-2 py-0.5 text-white">{t('practice.mark')}</strong>
        <span className="hidden @2xl:inline">{t('practice.text')}</span>
        <a href="/dev/mailbox" className="inline-flex min-h-6 items-center underline underline-offset-4">
          {t('practice.mailbox')}
        </a>
      </div>
    </aside>
  );
}
