import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DownloadLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { useSay } from '../../../components/toast.js';
import { agendaQuery, moveItem, removeItem, type Agenda, type AgendaItem } from '../api/agenda.js';
import type { Meeting } from '../api/meetings.js';
import { AgendaCirculations } from './agenda-circulations.js';
import { AgendaItemDialog, type ItemAsked } from './agenda-item-dialog.js';
import { AgendaItemRow } from './agenda-item-row.js';
import { AgendaPacks } from './agenda-packs.js';
import { AgendaProposals } from './agenda-proposals.js';
import { AgendaTemplatesDialog } from './agenda-templates-dialog.js';

/** The agenda of a meeting with its papers: whoever keeps the council puts it together, whoever sits there reads it. */
export function MeetingAgenda({ meeting }: { meeting: Meeting }) {
  const found = useQuery(agendaQuery(meeting.id));
  return (
    <Loaded query={found}>
      {(agenda) => (
        <>
          <AgendaCard meeting={meeting} agenda={agenda} />
          <AgendaProposals meeting={meeting} agenda={agenda} />
          {agenda.items.length > 0 && <AgendaPacks meeting={meeting} agenda={agenda} />}
          {agenda.can.keep && meeting.state !== 'draft' && agenda.items.length > 0 && (
            <AgendaCirculations meeting={meeting} agenda={agenda} />
          )}
        </>
      )}
    </Loaded>
  );
}

function AgendaCard({ meeting, agenda: { items, can } }: { meeting: Meeting; agenda: Agenda }) {
  const { t } = useTranslation('agenda');
  const say = useSay();
  const [asked, setAsked] = useState<ItemAsked | null>(null);
  const [removing, setRemoving] = useState<AgendaItem | null>(null);
  const [templates, setTemplates] = useState(false);
  const moving = useMutation({ mutationFn: moveItem, onSuccess: () => say(t('moved')) });
  const printAddress = `/api/v1/meetings/${meeting.id}/agenda.pdf`;
  const hasClosed = items.some(({ visibility }) => visibility === 'secretariat');
  return (
    <Card
      title={t('title')}
      aside={
        can.change && (
          <div className="flex flex-wrap gap-2">
            <Button look="secondary" onClick={() => setTemplates(true)}>
              {t('template.button')}
            </Button>
            <Button onClick={() => setAsked({ kind: 'new', parent: null })}>{t('add')}</Button>
          </div>
        )
      }
    >
      <div className="grid gap-4">
        {moving.isError && <FailureNotice failure={moving.error} />}
        {items.length === 0 ? (
          <p className="text-solid-gray-700">
            {t('none')}
            {can.change && t('noneKeeper')}
          </p>
        ) : (
          <>
            <ol className="border-t border-solid-gray-300">
              {items.map((item) => (
                <AgendaItemRow
                  key={item.id}
                  item={item}
                  items={items}
                  can={can}
                  onAsk={setAsked}
                  onRemove={setRemoving}
                  onMove={(id, version, move) => moving.mutate({ id, version, move })}
                />
              ))}
            </ol>
            {can.change && <p className="no-print text-dns-14N-130 text-solid-gray-700">{t('drag')}</p>}
            <div className="flex flex-wrap gap-2">
              <DownloadLink look="secondary" href={printAddress}>
                {t('print')}
              </DownloadLink>
              {can.keep && hasClosed && (
                <DownloadLink look="quiet" href={`${printAddress}?audience=secretariat`}>
                  {t('printClosed')}
                </DownloadLink>
              )}
            </div>
          </>
        )}
      </div>
      {asked && <AgendaItemDialog meeting={meeting} asked={asked} onClose={() => setAsked(null)} />}
      {removing && <RemoveDialog item={removing} onClose={() => setRemoving(null)} />}
      {templates && (
        <AgendaTemplatesDialog
          meeting={meeting}
          isEmpty={items.length === 0}
          onClose={() => setTemplates(false)}
        />
      )}
    </Card>
  );
}

function RemoveDialog({ item, onClose }: { item: AgendaItem; onClose: () => void }) {
  const { t } = useTranslation('agenda');
  const say = useSay();
  const removing = useMutation({
    mutationFn: removeItem,
    onSuccess: () => {
      say(t('removed'));
      onClose();
    },
  });
  const { id, version, number, title } = item;
  return (
    <Dialog title={t('removeTitle')} onClose={onClose}>
      <p>{t('removeText', { number, title })}</p>
      {removing.isError && <FailureNotice failure={removing.error} />}
      <DialogActions onCancel={onClose}>
        <Button look="danger" busy={removing.isPending} onClick={() => removing.mutate({ id, version })}>
          {t('remove')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
