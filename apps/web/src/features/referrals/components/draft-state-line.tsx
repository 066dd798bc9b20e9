import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { useFailureText } from '../../../components/failure-notice.js';
import { Icon } from '../../../components/icon.js';
import { Notice } from '../../../components/notice.js';
import { asClock } from '../../../lib/japanese-date.js';
import { problemIn } from '../../../lib/problem.js';
import type { DraftWriting } from './use-draft-writing.js';

/** Says whether what was typed is safe. */
export function DraftStateLine({ writing }: { writing: DraftWriting }) {
  const { t } = useTranslation('referrals');
  const textOf = useFailureText();
  if (writing.state === 'stale') {
    return (
      <Notice
        tone="warning"
        live
        title={t('compose.staleTitle')}
        actions={
          <>
            <Button onClick={() => void writing.keepMine()}>{t('compose.keepMine')}</Button>
            <Button look="secondary" onClick={() => void writing.takeTheirs()}>
              {t('compose.takeTheirs')}
            </Button>
          </>
        }
      >
        {t('compose.stale')}
      </Notice>
    );
  }
  if (writing.state === 'failed') {
    const fields = problemIn(writing.failure)?.fields ?? [];
    return (
      <Notice
        tone="error"
        live
        title={t('compose.failed')}
        actions={
          <Button look="secondary" onClick={() => void writing.save()}>
            {t('compose.saveNow')}
          </Button>
        }
      >
        {fields.length > 0
          ? fields.map(({ field, detail }) => <p key={field}>{detail}</p>)
          : textOf(writing.failure)}
      </Notice>
    );
  }
  return (
    <p role="status" className="flex min-h-7 items-center gap-2 text-dns-16N-130 text-solid-gray-700">
      {writing.state === 'saved' && !writing.savedAt && t('compose.allSaved')}
      {writing.state === 'saving' && t('compose.saving')}
      {writing.state === 'typing' && t('compose.unsaved')}
      {writing.state === 'saved' && writing.savedAt && (
        <>
          <Icon name="success" className="size-5 text-green-900" />
          {t('compose.saved', { time: asClock(writing.savedAt) })}
        </>
      )}
    </p>
  );
}
