import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../../components/data-table.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { ActionItem } from '../api/records.js';

const tones: Readonly<Record<ActionItem['state'], BadgeTone>> = {
  open: 'waiting',
  in_progress: 'moving',
  done: 'good',
  cancelled: 'ended',
};

/** The state of an item, and whether it is late. */
export function ActionState({ item }: { item: ActionItem }) {
  const { t } = useTranslation('meetingRecords');
  return (
    <span className="flex flex-wrap gap-1">
      <StatusBadge tone={tones[item.state]}>{item.stateName}</StatusBadge>
      {item.isOverdue && <StatusBadge tone="danger">{t('actions.overdue')}</StatusBadge>}
    </span>
  );
}

/** Things to do as a table. */
export function ActionList({
  items,
  withCouncil = false,
}: {
  items: readonly ActionItem[];
  withCouncil?: boolean;
}) {
  const { t } = useTranslation('meetingRecords');
  if (items.length === 0) return <p className="text-solid-gray-700">{t('actions.none')}</p>;
  const columns: Column<ActionItem>[] = [
    {
      key: 'task',
      label: t('actions.task'),
      names: true,
      cell: ({ id, task, lastNote, carried, priority }) => (
        <>
          <TextLink to={`/action-items/${id}`}>{task}</TextLink>
          {lastNote && <span className="block text-dns-14N-130 text-solid-gray-700">{lastNote}</span>}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {[
              ...(priority === 'high' ? [t('actions.high')] : []),
              ...(carried > 0 ? [t('actions.carriedTimes', { count: carried })] : []),
            ].join('　')}
          </span>
        </>
      ),
    },
    ...(withCouncil
      ? [{ key: 'council', label: t('actions.council'), cell: (item: ActionItem) => item.council.name }]
      : []),
    { key: 'owner', label: t('actions.owner'), cell: (item) => <ActionOwner item={item} /> },
    { key: 'due', label: t('actions.due'), cell: ({ dueOn }) => (dueOn ? inEra(dueOn) : '') },
    { key: 'state', label: t('actions.state'), cell: (item) => <ActionState item={item} /> },
  ];
  return (
    <DataTable caption={t('actions.caption')} columns={columns} rows={items} rowKey={(item) => item.id} />
  );
}

/** Who has it to do; somebody else has to, when the agency has closed. */
export function ActionOwner({ item }: { item: ActionItem }) {
  const { t } = useTranslation('meetingRecords');
  return (
    <>
      {[item.ownerAgency?.name, item.ownerName].filter(Boolean).join('　')}
      {item.ownerClosed && (
        <span className="block text-dns-14N-130 text-red-1100">
          {t('actions.ownerClosed')}
          {item.ownerSuccessor && t('actions.ownerSuccessor', { name: item.ownerSuccessor })}
        </span>
      )}
    </>
  );
}
