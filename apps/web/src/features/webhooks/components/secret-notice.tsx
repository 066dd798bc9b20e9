import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Notice } from '../../../components/notice.js';
import { useSay } from '../../../components/toast.js';

/** A secret that is shown this once, or that it cannot be shown any more. */
export function SecretNotice({ secret }: { secret: string | null }) {
  const { t } = useTranslation('webhooks');
  const say = useSay();
  if (secret === null) return <Notice tone="warning">{t('secret.lost')}</Notice>;
  async function copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    say(t('secret.copied'));
  }
  return (
    <Notice
      tone="warning"
      live
      title={t('secret.title')}
      // On a plain-http address there is no clipboard; the text can still be marked.
      actions={
        'clipboard' in navigator && (
          <Button look="secondary" onClick={() => void copy(secret)}>
            {t('secret.copy')}
          </Button>
        )
      }
    >
      <p>{t('secret.once')}</p>
      <p className="mt-2 font-mono wrap-anywhere select-all">{secret}</p>
    </Notice>
  );
}
