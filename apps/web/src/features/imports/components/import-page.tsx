import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { importQuery, type ImportJob } from '../api/get-import.js';
import { importChoicesQuery } from '../api/import-choices.js';
import { CheckSummary } from './check-summary.js';
import { CommitButton } from './commit-button.js';
import { LeaveOutButton } from './leave-out-button.js';
import { ProgressCard } from './progress-card.js';
import { ReadingCard } from './reading-card.js';
import { ResultList } from './result-list.js';
import { SettingsPart } from './settings-part.js';
import { StateBadge } from './state-badge.js';
import { StepLine } from './step-line.js';
import { UndoButton } from './undo-button.js';
import { useImportOrders } from './use-import-orders.js';

/** One list on its way: read, described, checked, taken over, perhaps taken back. One can leave and come back at any point. */
export function ImportPage() {
  const { t } = useTranslation('imports');
  const { importId = '' } = useParams();
  const job = useQuery(importQuery(importId));
  const trail = [{ to: '/imports', label: t('title') }];
  return (
    <Loaded query={job}>
      {(found) => (
        <Page
          title={found.fileName}
          trail={trail}
          badges={<StateBadge job={found} />}
          lead={<StepLine state={found.state} />}
        >
          <ImportBody key={found.state} job={found} />
        </Page>
      )}
    </Loaded>
  );
}

function ImportBody({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const orders = useImportOrders(job);
  const layouts = useQuery(importChoicesQuery).data?.layouts ?? [];
  const [editing, setEditing] = useState(false);
  if (job.isUnderWay) return <ProgressCard job={job} />;
  const isSettling = job.state === 'described' || editing;
  return (
    <>
      <StateNotice job={job} />
      {job.counts && !isSettling && (
        <CheckSummary
          job={job}
          counts={job.counts}
          title={t(job.state === 'checked' ? 'check.title' : 'check.committedTitle')}
          remedy={job.can.settle && job.counts.problem > 0 && <LeaveOutButton job={job} orders={orders} />}
          actions={
            <>
              {job.can.commit && <CommitButton job={job} counts={job.counts} orders={orders} />}
              {job.can.settle && (
                <Button look="secondary" onClick={() => setEditing(true)}>
                  {t('check.edit')}
                </Button>
              )}
              {job.can.undo && <UndoButton orders={orders} />}
            </>
          }
        />
      )}
      {(isSettling || job.state === 'unreadable') && job.can.reread && (
        <ReadingCard
          job={job}
          layouts={layouts}
          busy={orders.reread.isPending}
          onReread={(choice) => orders.reread.mutate(choice)}
        />
      )}
      {isSettling && job.found && <SettingsPart job={job} found={job.found} orders={orders} />}
      {job.counts && !isSettling && (
        <Card title={t('check.list')}>
          <ResultList job={job} counts={job.counts} />
        </Card>
      )}
      {job.can.drop && (
        <div className="flex flex-wrap gap-3">
          {editing && (
            <Button look="secondary" onClick={() => setEditing(false)}>
              {t('check.closeEdit')}
            </Button>
          )}
          <Button look="quiet" busy={orders.drop.isPending} onClick={() => orders.drop.mutate()}>
            {t('drop.button')}
          </Button>
        </div>
      )}
    </>
  );
}

function StateNotice({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const at = asMoment(job.changedAt);
  if (job.trouble !== null)
    return (
      <Notice
        tone="error"
        live
        title={t(job.state === 'unreadable' ? 'trouble.unreadable' : 'trouble.title')}
      >
        {job.trouble}
      </Notice>
    );
  if (job.state === 'committed')
    return (
      <Notice tone="success" live title={t('committed.title')}>
        {t('committed.text', { at })}
      </Notice>
    );
  if (job.state === 'undone')
    return (
      <Notice tone="info" live title={t('undo.done')}>
        {t('undo.doneText', { at })}
      </Notice>
    );
  if (job.state === 'dropped')
    return (
      <Notice tone="info" title={t('drop.gone')}>
        {t('goneText')}
      </Notice>
    );
  return null;
}
