import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { circulate, circulationsQuery, packsQuery, type Agenda } from '../api/agenda.js';
import type { Meeting } from '../api/meetings.js';

/** Sends the agenda, and shows who was sent what when. */
export function AgendaCirculations({ meeting, agenda: { can } }: { meeting: Meeting; agenda: Agenda }) {
  const { t } = useTranslation('agenda');
  const [isSending, setIsSending] = useState(false);
  const sent = useQuery(circulationsQuery(meeting.id));
  return (
    <Card
      title={t('circulation.title')}
      aside={can.change && <Button onClick={() => setIsSending(true)}>{t('circulation.send')}</Button>}
    >
      <Loaded query={sent}>
        {(found) =>
          found.length === 0 ? (
            <p className="text-solid-gray-700">{t('circulation.first')}</p>
          ) : (
            <ul className="divide-y divide-solid-gray-300">
              {found.map(({ id, no, createdAt, createdBy, recipients, packNo, message, agenda, sha256 }) => (
                <li key={id} className="grid gap-1 py-3">
                  <p className="flex flex-wrap gap-x-3">
                    <span className="font-bold">
                      {t('circulation.row', { no, at: asMoment(createdAt), by: createdBy })}
                    </span>
                    <span>{t('circulation.agencies', { count: recipients.length })}</span>
                    {packNo !== null && <span>{t('circulation.withPack', { no: packNo })}</span>}
                  </p>
                  {message && <p className="whitespace-pre-wrap wrap-anywhere">{message}</p>}
                  <details>
                    <summary className="min-h-8 cursor-pointer">{t('circulation.detail')}</summary>
                    <ul className="mb-2">
                      {recipients.map(({ agency, people }) => (
                        <li key={agency}>{[agency, ...people].join('　')}</li>
                      ))}
                    </ul>
                    <ul className="mb-2">
                      {agenda.map(({ number, title, papers }) => (
                        <li key={number}>
                          {number}　{title}
                          {papers.map((paper) => (
                            <span key={paper.title} className="block pl-6">
                              {paper.title}
                              {paper.no === null
                                ? `（${t('papers.pending')}）`
                                : `（${t('papers.version', { no: paper.no })}）`}
                            </span>
                          ))}
                        </li>
                      ))}
                    </ul>
                    <p className="text-dns-14N-130 break-all text-solid-gray-700">
                      {t('circulation.hash', { hash: sha256 })}
                    </p>
                  </details>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {isSending && <SendDialog meeting={meeting} onClose={() => setIsSending(false)} />}
    </Card>
  );
}

function SendDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation('agenda');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const { data: packs = [] } = useQuery(packsQuery(meeting.id));
  const ready = packs.filter(({ audience, state }) => audience === 'members' && state === 'done');
  const [chosen, setChosen] = useState<string>();
  const [message, setMessage] = useState('');
  const packId = chosen ?? ready[0]?.id ?? '';
  const sending = useMutation({
    mutationFn: circulate,
    onSuccess: () => {
      say(t('circulation.sent'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const input = { packId: packId || null, message: message.trim() };
    sending.mutate({ meetingId: meeting.id, key: keyFor([meeting.id, input]), input });
  }
  return (
    <Dialog title={t('circulation.sendTitle')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('circulation.text')}</p>
        <Select
          name="packId"
          label={t('circulation.pack')}
          blank={t('circulation.noPack')}
          choices={ready.map(({ id, audienceName, no }) => ({
            value: id,
            label: t('packs.name', { audience: audienceName, no }),
          }))}
          value={packId}
          onChange={(event) => setChosen(event.target.value)}
        />
        <TextArea
          name="message"
          label={t('circulation.message')}
          rows={3}
          value={message}
          error={faults.of('message')}
          onChange={(event) => setMessage(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={sending.isPending}>
            {t('circulation.send')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
