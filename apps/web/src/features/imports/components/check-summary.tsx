import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Notice } from '../../../components/notice.js';
import type { ImportCounts, ImportJob } from '../api/get-import.js';
import { remarksAddress } from '../api/list-results.js';

const shown = ['new', 'added', 'changed', 'same', 'conflict', 'problem', 'outside', 'missing'] as const;

type CheckSummaryProps = {
  job: ImportJob;
  counts: ImportCounts;
  title: string;
  actions: ReactNode;
  /** What can be done about problems. */
  remedy: ReactNode;
};

/** The numbers of a check, and whether the list can be taken over. */
export function CheckSummary({ job, counts, actions, title, remedy }: CheckSummaryProps) {
  const { t } = useTranslation('imports');
  const toLookAt = counts.problem + counts.conflict + counts.noted + counts.missing;
  const hasNews = counts.new + counts.added + counts.changed + counts.conflict + counts.missing > 0;
  return (
    <Card title={title}>
      <div className="grid gap-4">
        <p>{t('check.read', { count: counts.read })}</p>
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-8">
          {shown.map((outcome) => (
            <div key={outcome} className="rounded-12 border border-solid-gray-300 px-3 py-2">
              <dt className="text-dns-14N-130 text-solid-gray-700">{t(`check.outcome.${outcome}`)}</dt>
              <dd className="text-std-24B-150 tabular-nums">{counts[outcome].toLocaleString('ja-JP')}</dd>
            </div>
          ))}
        </dl>
        {counts.refused && (
          <Notice tone="error" title={t('check.refused')} actions={remedy}>
            {t('check.refusedText')}
          </Notice>
        )}
        {counts.leftOut > 0 && (
          <Notice tone="warning">{t('check.leftOut', { count: counts.leftOut })}</Notice>
        )}
        {!counts.refused && !hasNews && job.state === 'checked' && (
          <Notice tone="info">{t('check.nothing')}</Notice>
        )}
        <div className="flex flex-wrap items-center gap-3">
          {actions}
          {toLookAt > 0 && (
            <a
              href={remarksAddress(job.id)}
              download
              className="inline-flex min-h-11 items-center text-blue-1000 underline underline-offset-4"
            >
              {t('check.download')}
            </a>
          )}
        </div>
      </div>
    </Card>
  );
}
