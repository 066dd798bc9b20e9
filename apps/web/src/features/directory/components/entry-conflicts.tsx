import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Notice } from '../../../components/notice.js';
import type { EntryWriting } from './use-entry-writing.js';

/** Fields that two people have set otherwise: one of both is chosen, field by field. */
export function EntryConflicts({ writing }: { writing: EntryWriting }) {
  const { t } = useTranslation('records');
  if (writing.conflicts.length === 0) return null;
  return (
    <Notice tone="warning" live title={t('draft.conflictTitle')}>
      <p>{t('draft.conflict')}</p>
      <ul className="mt-3 grid gap-3">
        {writing.conflicts.map(({ path, label, mine, theirs }) => (
          <li key={path} className="rounded-12 border border-solid-gray-420 p-3">
            <p className="font-bold">{label}</p>
            <dl className="mt-1 grid gap-x-4 @lg:grid-cols-[8rem_minmax(0,1fr)]">
              <dt className="text-solid-gray-700">{t('draft.theirs')}</dt>
              <dd className="whitespace-pre-line">{theirs ?? t('draft.empty')}</dd>
              <dt className="text-solid-gray-700">{t('draft.mine')}</dt>
              <dd className="whitespace-pre-line">{mine ?? t('draft.empty')}</dd>
            </dl>
            <div className="mt-2 flex flex-wrap gap-3">
              <Button look="secondary" onClick={() => writing.settle(path, 'theirs')}>
                {t('draft.useTheirs')}
                <span className="sr-only">（{label}）</span>
              </Button>
              <Button look="secondary" onClick={() => writing.settle(path, 'mine')}>
                {t('draft.useMine')}
                <span className="sr-only">（{label}）</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Somebody else has changed the entry while this form was open. It stands where one is typing, wherever that is. */
export function EntryBehind({ writing, onCatchUp }: { writing: EntryWriting; onCatchUp: () => void }) {
  const { t } = useTranslation('records');
  return (
    <div role="status">
      {writing.isBehind && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-8 bg-orange-50 px-3 py-2">
          <p className="min-w-0 flex-1 basis-60">
            <span className="font-bold text-orange-1000">{t('draft.behindTitle')}</span>
            <span className="block text-dns-14N-130">{t('draft.behind')}</span>
          </p>
          <Button look="secondary" onClick={onCatchUp}>
            {t('draft.catchUp')}
          </Button>
        </div>
      )}
    </div>
  );
}
