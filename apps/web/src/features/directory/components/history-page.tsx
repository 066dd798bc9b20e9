import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { Pager } from '../../../components/pager.js';
import { Select } from '../../../components/select.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { useSay } from '../../../components/toast.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import { type EntryChange, historyQuery, withdrawChange } from '../api/entry-changes.js';
import { ChangeTable } from './change-table.js';
import { EntryFrame } from './entry-frame.js';
import { UndoDialog } from './undo-dialog.js';

/** How a state of a change feels. */
export const changeTones: Readonly<Record<EntryChange['state'], BadgeTone>> = {
  waiting: 'waiting',
  planned: 'moving',
  applied: 'good',
  refused: 'ended',
  withdrawn: 'ended',
  undone: 'ended',
};

/** Every change of an entry, newest first; by field where one asks for it. */
export function HistoryPage() {
  const { agencyId = '' } = useParams();
  const { t } = useTranslation('records');
  const [params, setParams] = useSearchParams();
  const field = params.get('field') ?? '';
  const page = Number(params.get('page') ?? 1);
  const history = useQuery(historyQuery(agencyId, { field, page }));
  return (
    <EntryFrame agencyId={agencyId} view="history">
      <p className="text-solid-gray-700">{t('history.lead')}</p>
      <Loaded query={history} lines={8}>
        {(found) => (
          <div className="grid gap-4">
            <Select
              id="field"
              label={t('history.field')}
              className="max-w-96"
              value={field}
              blank={t('history.all')}
              choices={found.fields.map(({ field: value, label }) => ({ value, label }))}
              onChange={(event) => setParams(event.target.value ? { field: event.target.value } : {})}
            />
            {found.items.length === 0 && <p>{t('history.none')}</p>}
            <ol className="grid gap-4">
              {found.items.map((change) => (
                <li key={change.id}>
                  <ChangeCard change={change} />
                </li>
              ))}
            </ol>
            <Pager page={found.page} perPage={found.perPage} total={found.total} />
          </div>
        )}
      </Loaded>
    </EntryFrame>
  );
}

function ChangeCard({ change }: { change: EntryChange }) {
  const { t } = useTranslation('records');
  const say = useSay();
  const [isUndoing, setUndoing] = useState(false);
  const withdrawing = useMutation({ mutationFn: withdrawChange, onSuccess: () => say(t('draft.withdrawn')) });
  return (
    <Card
      title={change.kindName}
      aside={<StatusBadge tone={changeTones[change.state]}>{change.stateName}</StatusBadge>}
    >
      <p className="flex flex-wrap gap-x-4 text-dns-16N-130 text-solid-gray-700">
        <time dateTime={change.madeAt}>{asMoment(change.madeAt)}</time>
        <span>{change.madeBy}</span>
        {change.effectiveOn && <span>{t('history.effectiveOn', { day: inEra(change.effectiveOn) })}</span>}
      </p>
      {change.note && <p className="mt-1 whitespace-pre-line">{change.note}</p>}
      {change.decidedBy && change.decidedAt && (
        <p className="mt-1 text-dns-14N-130 text-solid-gray-700">
          {t('history.decided', { name: change.decidedBy, moment: asMoment(change.decidedAt) })}
          {change.decisionNote && `：${change.decisionNote}`}
        </p>
      )}
      <details className="mt-2" open={change.lines.length <= 4}>
        <summary className="min-h-6 w-fit cursor-pointer underline">
          {t('history.count', { count: change.lines.length })}
        </summary>
        <ChangeTable lines={change.lines} caption={change.kindName} />
      </details>
      <div className="mt-3 flex flex-wrap gap-3 empty:hidden">
        {change.can.undo && (
          <Button look="secondary" onClick={() => setUndoing(true)}>
            {t('history.undo')}
          </Button>
        )}
        {change.can.withdraw && (
          <Button look="secondary" busy={withdrawing.isPending} onClick={() => withdrawing.mutate(change.id)}>
            {t('draft.withdraw')}
          </Button>
        )}
      </div>
      {isUndoing && <UndoDialog changeId={change.id} onClose={() => setUndoing(false)} />}
    </Card>
  );
}
