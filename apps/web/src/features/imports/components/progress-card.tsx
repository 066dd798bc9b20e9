import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Meter } from '../../../components/meter.js';
import type { ImportJob } from '../api/get-import.js';

/** What a worker is doing with the list, and how far it is. */
export function ProgressCard({ job: { state, stateName, progress } }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const phase = state === 'undoing' ? t('progress.undoing') : progress && t(`progress.${progress.phase}`);
  const counted = progress !== null && progress.total > 1;
  const percent = counted ? Math.round((progress.done / progress.total) * 100) : 0;
  return (
    <Card title={stateName}>
      <div className="grid gap-4">
        {counted ? (
          <Meter
            label={phase ?? t('progress.waiting')}
            percent={percent}
            text={t('progress.of', { done: progress.done, total: progress.total })}
          />
        ) : (
          <p className="font-bold">{phase ?? t('progress.waiting')}…</p>
        )}
        {/* Read out when the phase changes, not at every number. */}
        <p role="status" className="sr-only">
          {phase ?? t('progress.waiting')}
        </p>
        <p className="text-solid-gray-700">{t('progress.leave')}</p>
      </div>
    </Card>
  );
}
