import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DownloadLink } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { useSay } from '../../../components/toast.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { removePaper, scanPaperAgain, type Agenda, type AgendaItem, type Paper } from '../api/agenda.js';
import { PaperDialog, type PaperAsked } from './paper-dialog.js';

/** The papers before an item: to be downloaded, and by whoever keeps the council to be laid and replaced. */
export function AgendaPapers({ item, can }: { item: AgendaItem; can: Agenda['can'] }) {
  const { t } = useTranslation('agenda');
  const [asked, setAsked] = useState<PaperAsked | null>(null);
  const [removing, setRemoving] = useState<Paper | null>(null);
  if (item.papers.length === 0 && !can.change) return null;
  return (
    <div className="grid gap-2">
      {item.papers.length > 0 && (
        <ul className="grid gap-2 rounded-8 bg-solid-gray-50 p-3">
          {item.papers.map((paper) => (
            <PaperRow key={paper.id} paper={paper} can={can} onAsk={setAsked} onRemove={setRemoving} />
          ))}
        </ul>
      )}
      {can.change && (
        <div className="no-print -ml-4">
          <Button look="quiet" onClick={() => setAsked({ kind: 'new', item })}>
            {t('papers.add')}
            <span className="sr-only">{t('of', { title: item.title })}</span>
          </Button>
        </div>
      )}
      {asked && <PaperDialog asked={asked} onClose={() => setAsked(null)} />}
      {removing && <RemovePaperDialog paper={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}

type PaperRowProps = {
  paper: Paper;
  can: Agenda['can'];
  onAsk: (asked: PaperAsked) => void;
  onRemove: (paper: Paper) => void;
};

function PaperRow({ paper, can, onAsk, onRemove }: PaperRowProps) {
  const { t } = useTranslation('agenda');
  const scanning = useMutation({ mutationFn: scanPaperAgain });
  const [last, ...older] = paper.versions;
  const named = <span className="sr-only">{t('of', { title: paper.title })}</span>;
  return (
    <li className="grid gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="wrap-anywhere">{paper.title}</span>
        {!last && <StatusBadge tone="waiting">{t('papers.pending')}</StatusBadge>}
        {last && last.no > 1 && <span>{t('papers.version', { no: last.no })}</span>}
        {last?.isLate && <StatusBadge tone="moving">{t('papers.late')}</StatusBadge>}
        {paper.visibility === 'secretariat' && <StatusBadge tone="danger">{t('closed')}</StatusBadge>}
        {last && !last.usable && (
          <StatusBadge tone={last.state === 'pending' ? 'waiting' : 'danger'}>{last.stateName}</StatusBadge>
        )}
        {last && (
          <span className="text-dns-14N-130 text-solid-gray-700">
            {t('papers.size', { name: last.typeName, size: asSize(last.octets) })}
          </span>
        )}
      </div>
      <div className="no-print -ml-4 flex flex-wrap">
        {last?.usable && (
          <DownloadLink look="quiet" href={`/api/v1/papers/${paper.id}/content`}>
            {t('papers.download')}
            {named}
          </DownloadLink>
        )}
        {can.change && (
          <>
            <Button look="quiet" onClick={() => onAsk({ kind: 'file', paper })}>
              {last ? t('papers.replace') : t('papers.lay')}
              {named}
            </Button>
            <Button look="quiet" onClick={() => onAsk({ kind: 'words', paper })}>
              {t('papers.edit')}
              {named}
            </Button>
            {last?.state === 'failed' && (
              <Button look="quiet" busy={scanning.isPending} onClick={() => scanning.mutate(paper.id)}>
                {t('papers.scanAgain')}
                {named}
              </Button>
            )}
            <Button look="quiet" onClick={() => onRemove(paper)}>
              {t('papers.remove')}
              {named}
            </Button>
          </>
        )}
      </div>
      {older.length > 0 && (
        <details className="no-print">
          <summary className="min-h-8 cursor-pointer text-dns-14N-130">{t('papers.older')}</summary>
          <ul>
            {older.map(({ no, createdAt, usable }) => (
              <li key={no} className="flex flex-wrap items-center gap-x-3">
                {t('papers.version', { no })} {asMoment(createdAt)}
                {usable && (
                  <DownloadLink look="quiet" href={`/api/v1/papers/${paper.id}/content?no=${no}`}>
                    {t('papers.download')}
                    <span className="sr-only">{t('papers.version', { no })}</span>
                  </DownloadLink>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function RemovePaperDialog({ paper, onClose }: { paper: Paper; onClose: () => void }) {
  const { t } = useTranslation('agenda');
  const say = useSay();
  const removing = useMutation({
    mutationFn: removePaper,
    onSuccess: () => {
      say(t('removed'));
      onClose();
    },
  });
  const { id, version, title } = paper;
  return (
    <Dialog title={t('papers.removeTitle')} onClose={onClose}>
      <p>{t('papers.removeText', { title })}</p>
      {removing.isError && <FailureNotice failure={removing.error} />}
      <DialogActions onCancel={onClose}>
        <Button look="danger" busy={removing.isPending} onClick={() => removing.mutate({ id, version })}>
          {t('papers.remove')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function asSize(octets: number): string {
  return octets < 1_000_000
    ? `${Math.max(1, Math.round(octets / 1000))}KB`
    : `${(octets / 1_000_000).toFixed(1)}MB`;
}
