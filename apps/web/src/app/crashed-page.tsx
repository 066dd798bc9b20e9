import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.js';
import { Notice } from '../components/notice.js';

/** The last resort when a page cannot be drawn, most often because a newer version of the portal was put in place. */
export function CrashedPage() {
  const { t } = useTranslation('app');
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <h1 className="mb-4 text-std-28B-150">{t('crashed.title')}</h1>
      <Notice
        tone="error"
        live
        actions={<Button onClick={() => window.location.reload()}>{t('crashed.reload')}</Button>}
      >
        {t('crashed.text')}
      </Notice>
    </main>
  );
}
