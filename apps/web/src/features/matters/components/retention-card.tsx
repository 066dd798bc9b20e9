import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { type Column, DataTable } from '../../../components/data-table.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { eraseRecords, type KeptRecord } from '../api/retention.js';

/** Ended records with the day until which each is kept, and erasing those whose time is over. */
export function RetentionCard({ records }: { records: readonly KeptRecord[] }) {
  const { t } = useTranslation('matters');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  const state = ({ isDue, held, busy }: KeptRecord) =>
    isDue ? 'due' : held ? 'held' : busy ? 'busy' : 'waiting';
  const columns: Column<KeptRecord>[] = [
    {
      key: 'person',
      label: t('oversight.person'),
      names: true,
      cell: ({ personId, number, name }) => (
        <TextLink to={`/people/${personId}/matters`} className="inline-block min-h-6">
          {t('pairs.number', { number })}　{name}
        </TextLink>
      ),
    },
    { key: 'ended', label: t('oversight.endedOn'), cell: ({ endedOn }) => inEra(endedOn) },
    { key: 'until', label: t('oversight.keptUntil'), cell: ({ keptUntil }) => inEra(keptUntil) },
    {
      key: 'state',
      label: t('oversight.state'),
      cell: (record) =>
        record.isDue ? (
          <label className="inline-flex min-h-11 items-center gap-2">
            <input
              type="checkbox"
              className="size-5"
              checked={chosen.includes(record.personId)}
              onChange={() => toggle(record.personId)}
              aria-label={t('oversight.choose', { name: record.name })}
            />
            {t('oversight.due')}
          </label>
        ) : (
          t(`oversight.${state(record)}`)
        ),
    },
  ];
  return (
    <Card title={t('oversight.retention')}>
      <div className="grid gap-4">
        <p>{t('oversight.retentionLead')}</p>
        {records.length === 0 ? (
          <p>{t('oversight.noRetention')}</p>
        ) : (
          <DataTable
            caption={t('oversight.retention')}
            columns={columns}
            rows={records}
            rowKey={({ personId }) => personId}
          />
        )}
        {chosen.length > 0 && (
          <Button className="justify-self-start" onClick={() => setAsking(true)}>
            {t('oversight.erase')}
          </Button>
        )}
      </div>
      {asking && (
        <EraseDialog
          personIds={chosen}
          onClose={() => setAsking(false)}
          onErased={() => {
            setChosen([]);
            setAsking(false);
          }}
        />
      )}
    </Card>
  );
}

type EraseDialogProps = { personIds: readonly string[]; onClose: () => void; onErased: () => void };

function EraseDialog({ personIds, onClose, onErased }: EraseDialogProps) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [word, setWord] = useState('');
  const erasing = useMutation({
    mutationFn: eraseRecords,
    onSuccess: () => {
      say(t('oversight.erased'));
      onErased();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (word.trim() !== t('oversight.word')) {
      faults.refuse([{ field: 'word', detail: t('oversight.wrongWord') }]);
      return;
    }
    erasing.mutate({ personIds: [...personIds], key: keyFor(personIds) });
  }
  return (
    <Dialog title={t('oversight.eraseTitle', { count: personIds.length })} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('oversight.eraseLead')}</p>
        <TextField
          name="word"
          label={t('oversight.wordLabel')}
          required
          autoComplete="off"
          value={word}
          onChange={(event) => setWord(event.target.value)}
          error={faults.of('word')}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={erasing.isPending}>
            {t('oversight.erase')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
