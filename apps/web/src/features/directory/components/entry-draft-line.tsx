import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { useFailureText } from '../../../components/failure-notice.js';
import { Icon } from '../../../components/icon.js';
import { Notice } from '../../../components/notice.js';
import { asClock, asMoment } from '../../../lib/japanese-date.js';
import type { EntryInEditing } from '../api/get-entry.js';
import type { EntryWriting } from './use-entry-writing.js';

/** Says whether what was typed is safe. */
export function EntryDraftLine({ writing, found }: { writing: EntryWriting; found: EntryInEditing }) {
  const { t } = useTranslation('records');
  const textOf = useFailureText();
  if (writing.state === 'failed') {
    return (
      <Notice
        tone="error"
        live
        title={t('draft.failed')}
        actions={
          <Button look="secondary" onClick={() => void writing.save()}>
            {t('draft.saveNow')}
          </Button>
        }
      >
        {textOf(writing.failure)}
      </Notice>
    );
  }
  const keptAt = found.draft?.savedAt;
  return (
    <p role="status" className="flex min-h-7 items-center gap-2 text-dns-16N-130 text-solid-gray-700">
      {writing.state === 'saving' && t('draft.saving')}
      {writing.state === 'typing' && t('draft.unsaved')}
      {writing.state === 'saved' && writing.savedAt && (
        <>
          <Icon name="success" className="size-5 text-green-900" />
          {t('draft.saved', { time: asClock(writing.savedAt) })}
        </>
      )}
      {writing.state === 'saved' &&
        !writing.savedAt &&
        (keptAt ? t('draft.kept', { time: asMoment(keptAt) }) : t('draft.allSaved'))}
    </p>
  );
}
