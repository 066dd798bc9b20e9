import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { classes } from '../../../lib/classes.js';
import type { Agenda, AgendaItem, AgendaMove } from '../api/agenda.js';
import type { ItemAsked } from './agenda-item-dialog.js';
import { AgendaPapers } from './agenda-papers.js';

type RowProps = {
  item: AgendaItem;
  items: readonly AgendaItem[];
  can: Agenda['can'];
  onAsk: (asked: ItemAsked) => void;
  onRemove: (item: AgendaItem) => void;
  onMove: (id: string, version: number, move: AgendaMove) => void;
};

const indent = ['', '', 'sm:pl-8', 'sm:pl-16'];
const dragType = 'application/x-agenda-item';

/** One item with its number, time and papers. Buttons move it; a mouse may drop another one before it. */
export function AgendaItemRow(props: RowProps) {
  const { item, items, can, onMove } = props;
  const { t } = useTranslation('agenda');
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent) => {
    setIsOver(false);
    const moved = items.find(({ id }) => id === event.dataTransfer.getData(dragType));
    if (!moved || moved.id === item.id) return;
    event.preventDefault();
    onMove(moved.id, moved.version, { to: 'before', itemId: item.id });
  };
  const dragging = can.change && {
    draggable: true,
    onDragStart: (event: DragEvent) => event.dataTransfer.setData(dragType, item.id),
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(dragType)) return;
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: () => setIsOver(false),
    onDrop: drop,
  };
  return (
    <li
      {...dragging}
      className={classes(
        'grid gap-2 border-b border-solid-gray-300 py-3',
        indent[item.level],
        can.change && 'cursor-grab',
        isOver && 'border-t-4 border-t-blue-900',
      )}
    >
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        {item.begins && <span className="tabular-nums text-solid-gray-700">{item.begins}</span>}
        <h3 className="min-w-0 font-bold wrap-anywhere">
          {item.number}　{item.title}
        </h3>
        <StatusBadge tone="plain">{item.typeName}</StatusBadge>
        {item.minutes !== null && <span>{t('minutes', { count: item.minutes })}</span>}
        {item.visibility === 'secretariat' && <StatusBadge tone="danger">{t('closed')}</StatusBadge>}
        {item.visibility === 'public' && <StatusBadge tone="good">{t('public')}</StatusBadge>}
      </div>
      <p className="flex flex-wrap gap-x-4 text-dns-14N-130 text-solid-gray-700 empty:hidden">
        {item.presenter && <span>{t('presenter', { name: item.presenter })}</span>}
        {item.raisedBy && <span>{t('raisedBy', { name: item.raisedBy })}</span>}
        {item.isCarried && <span>{t('carried')}</span>}
        {item.isReported && <span>{t('reported')}</span>}
      </p>
      {item.text && <p className="whitespace-pre-wrap wrap-anywhere">{item.text}</p>}
      <AgendaPapers item={item} can={can} />
      {can.change && <ItemActions {...props} />}
    </li>
  );
}

function ItemActions({ item, items, can, onAsk, onRemove, onMove }: RowProps) {
  const { t } = useTranslation('agenda');
  const { id, version, level, parentId, title } = item;
  const siblings = items.filter((one) => one.parentId === parentId);
  const at = siblings.findIndex((one) => one.id === id);
  const ways = [
    { to: 'up', possible: at > 0 },
    { to: 'down', possible: at < siblings.length - 1 },
    { to: 'in', possible: at > 0 && level < 3 },
    { to: 'out', possible: level > 1 },
  ] as const;
  const named = <span className="sr-only">{t('of', { title })}</span>;
  return (
    <div className="no-print -ml-4 flex flex-wrap">
      {ways
        .filter(({ possible }) => possible)
        .map(({ to }) => (
          <Button key={to} look="quiet" onClick={() => onMove(id, version, { to })}>
            {t(to)}
            {named}
          </Button>
        ))}
      {level < 3 && (
        <Button look="quiet" onClick={() => onAsk({ kind: 'new', parent: item })}>
          {t('addUnder')}
          {named}
        </Button>
      )}
      <Button look="quiet" onClick={() => onAsk({ kind: 'edit', item })}>
        {t('edit')}
        {named}
      </Button>
      {can.remove && (
        <Button look="quiet" onClick={() => onRemove(item)}>
          {t('remove')}
          {named}
        </Button>
      )}
    </div>
  );
}
