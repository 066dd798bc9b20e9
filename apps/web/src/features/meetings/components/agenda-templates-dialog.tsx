import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { newAttemptKey, useAttemptKey } from '../../../lib/attempt-key.js';
import { keepTemplate, putTemplate, removeTemplate, templatesQuery } from '../api/agenda.js';
import type { Meeting } from '../api/meetings.js';

type DialogProps = { meeting: Meeting; isEmpty: boolean; onClose: () => void };

/** What the council keeps for the next time: to be used here, or made of what stands here. */
export function AgendaTemplatesDialog({ meeting, isEmpty, onClose }: DialogProps) {
  const { t } = useTranslation('agenda');
  const say = useSay();
  const templates = useQuery(templatesQuery(meeting.council.id));
  const using = useMutation({
    mutationFn: putTemplate,
    onSuccess: () => {
      say(t('template.used'));
      onClose();
    },
  });
  const removing = useMutation({ mutationFn: removeTemplate, onSuccess: () => say(t('removed')) });
  return (
    <Dialog title={t('template.title')} onClose={onClose}>
      <div className="grid gap-5">
        {using.isError && <FailureNotice failure={using.error} />}
        {removing.isError && <FailureNotice failure={removing.error} />}
        <Loaded query={templates}>
          {(found) =>
            found.length === 0 ? (
              <p className="text-solid-gray-700">{t('template.none')}</p>
            ) : (
              <ul className="divide-y divide-solid-gray-300">
                {found.map(({ id, name, isStanding, items }) => (
                  <li key={id} className="flex flex-wrap items-center gap-x-3 py-2">
                    <span className="font-bold">{name}</span>
                    {isStanding && <StatusBadge tone="good">{t('template.standing')}</StatusBadge>}
                    <span>{t('template.count', { count: items.length })}</span>
                    <Button
                      look="quiet"
                      busy={using.isPending}
                      onClick={() =>
                        using.mutate({ meetingId: meeting.id, templateId: id, key: newAttemptKey() })
                      }
                    >
                      {t('template.use')}
                      <span className="sr-only">{t('of', { title: name })}</span>
                    </Button>
                    <Button look="quiet" busy={removing.isPending} onClick={() => removing.mutate(id)}>
                      {t('template.remove')}
                      <span className="sr-only">{t('of', { title: name })}</span>
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
        {!isEmpty && <KeepForm meeting={meeting} />}
      </div>
    </Dialog>
  );
}

function KeepForm({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('agenda');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [name, setName] = useState('');
  const [isStanding, setIsStanding] = useState(false);
  const keeping = useMutation({
    mutationFn: keepTemplate,
    onSuccess: () => {
      say(t('template.kept'));
      setName('');
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const input = { name: name.trim(), isStanding };
    keeping.mutate({ meetingId: meeting.id, key: keyFor([meeting.id, input]), input });
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-4 border-t border-solid-gray-300 pt-4">
      <h3 className="font-bold">{t('template.keep')}</h3>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <TextField
        name="name"
        label={t('template.name')}
        required
        maxLength={60}
        value={name}
        error={faults.of('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <Checkbox
        label={t('template.isStanding')}
        checked={isStanding}
        onChange={(event) => setIsStanding(event.target.checked)}
      />
      <div>
        <Button type="submit" look="secondary" busy={keeping.isPending}>
          {t('template.keep')}
        </Button>
      </div>
    </form>
  );
}
