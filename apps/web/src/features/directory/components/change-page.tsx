import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { BareCheckbox } from '../../../components/checkbox.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextArea } from '../../../components/text-area.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { approveChange, changeQuery, type EntryChange, refuseChange } from '../api/entry-changes.js';
import { ChangeTable } from './change-table.js';
import { useChosenLines } from './chosen-lines.js';
import { changeTones } from './history-page.js';

/** One waiting change, field by field, to make or to refuse. */
export function ChangePage() {
  const { changeId = '' } = useParams();
  const change = useQuery({ ...changeQuery(changeId), staleTime: 0 });
  return <Loaded query={change}>{(found) => <Deciding key={found.state} change={found} />}</Loaded>;
}

function Deciding({ change }: { change: EntryChange }) {
  const { t } = useTranslation('records');
  const say = useSay();
  const navigate = useNavigate();
  const faults = useFaults();
  const chosen = useChosenLines(change);
  const [note, setNote] = useState('');
  const [isRefusing, setRefusing] = useState(false);
  const { paths, overwrite } = chosen;
  const done = (text: string) => async () => {
    say(text);
    await navigate('/directory/changes');
  };
  const approving = useMutation({
    mutationFn: approveChange,
    onSuccess: done(t('approval.approved')),
    onError: faults.takeFailure,
  });
  const { can } = change;
  const all = change.lines.filter(({ refused }) => !refused).length;

  function approve(): void {
    const nothing = paths.length === 0 ? [{ field: 'root', detail: t('approval.nothing') }] : [];
    if (!faults.refuse(nothing)) approving.mutate({ id: change.id, paths, overwrite, note });
  }

  return (
    <Page
      title={t('approval.one')}
      trail={[{ to: '/directory/changes', label: t('approval.title') }]}
      badges={<StatusBadge tone={changeTones[change.state]}>{change.stateName}</StatusBadge>}
      lead={
        <TextLink to={`/agencies/${change.agency.id}`} className="font-bold">
          {change.agency.name}
        </TextLink>
      }
    >
      <p className="flex flex-wrap gap-x-4 text-solid-gray-700">
        <span>{change.madeBy}</span>
        <time dateTime={change.madeAt}>{asMoment(change.madeAt)}</time>
      </p>
      {change.note && <Notice title={t('form.note')}>{change.note}</Notice>}
      {change.decisionNote && <Notice title={t('approval.note')}>{change.decisionNote}</Notice>}
      {can.decide && chosen.hasConflict && (
        <Notice tone="warning" title={t('approval.conflictTitle')}>
          {t('approval.conflict')}
        </Notice>
      )}
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <Card title={t('approval.table')}>
        <ChangeTable
          lines={change.lines}
          caption={t('approval.table')}
          {...(can.decide
            ? {
                choice: ({ path, label }) => (
                  <label className="inline-flex min-h-11 items-center">
                    <BareCheckbox checked={chosen.isChosen(path)} onChange={() => chosen.toggle(path)} />
                    <span className="sr-only">{label}</span>
                  </label>
                ),
              }
            : {})}
        />
      </Card>
      {can.decide && (
        <div className="grid max-w-prose gap-4">
          <TextArea
            id="note"
            label={t('approval.note')}
            rows={2}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {paths.length < all && <p>{t('approval.partly')}</p>}
          <div className="flex flex-wrap gap-3">
            <Button busy={approving.isPending} onClick={approve}>
              {t('approval.approve')}
            </Button>
            <Button look="secondary" onClick={() => setRefusing(true)}>
              {t('approval.refuse')}
            </Button>
          </div>
        </div>
      )}
      {isRefusing && (
        <RefusalDialog
          changeId={change.id}
          onClose={() => setRefusing(false)}
          onDone={done(t('approval.refused'))}
        />
      )}
    </Page>
  );
}

type RefusalDialogProps = { changeId: string; onClose: () => void; onDone: () => Promise<void> };

function RefusalDialog({ changeId, onClose, onDone }: RefusalDialogProps) {
  const { t } = useTranslation('records');
  const faults = useFaults();
  const [note, setNote] = useState('');
  const refusing = useMutation({ mutationFn: refuseChange, onSuccess: onDone, onError: faults.takeFailure });
  return (
    <Dialog title={t('approval.refuseTitle')} onClose={onClose}>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <TextArea
        id="reason"
        label={t('approval.reason')}
        support={t('approval.reasonSupport')}
        required
        rows={3}
        maxLength={500}
        value={note}
        error={faults.of('reason')}
        onChange={(event) => setNote(event.target.value)}
      />
      <DialogActions onCancel={onClose}>
        <Button
          look="danger"
          busy={refusing.isPending}
          onClick={() => {
            const found = note.trim() === '' ? [{ field: 'reason', detail: t('form.required') }] : [];
            if (!faults.refuse(found)) refusing.mutate({ id: changeId, note });
          }}
        >
          {t('approval.refuse')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
