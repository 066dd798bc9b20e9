import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../../components/data-table.js';
import { StatusBadge } from '../../../components/status-badge.js';
import type { ChangeLine } from '../api/entry-changes.js';
import { differing } from '../differing.js';

type ChangeTableProps = {
  lines: readonly ChangeLine[];
  caption: string;
  /** A box in front of every line, where one chooses. */
  choice?: (line: ChangeLine) => ReactNode;
  /** What stands over the columns, where it is not 変更前 and 変更後. */
  heads?: { choice: string; before: string; after: string };
};

/** What a change does, field by field: what went is struck out, what came is marked. */
export function ChangeTable({ lines, caption, choice, heads }: ChangeTableProps) {
  const { t } = useTranslation('records');
  const columns: Column<ChangeLine>[] = [
    ...(choice
      ? [{ key: 'choice', label: heads?.choice ?? t('approval.take'), cell: choice, className: 'w-20' }]
      : []),
    {
      key: 'label',
      label: t('approval.field'),
      names: true,
      cell: (line) => (
        <span className="inline-flex flex-wrap items-center gap-2 font-bold">
          {line.label}
          {line.refused && <StatusBadge tone="ended">{t('history.refused')}</StatusBadge>}
        </span>
      ),
    },
    {
      key: 'before',
      label: heads?.before ?? t('history.before'),
      className: 'w-[38%]',
      cell: (line) => <Before line={line} />,
    },
    {
      key: 'after',
      label: heads?.after ?? t('history.after'),
      className: 'w-[38%]',
      cell: (line) => (
        <>
          <After line={line} />
          {line.conflict && (
            <p className="mt-1 text-dns-14N-130 text-orange-1000">
              {t('history.now', { now: line.now ?? t('history.empty') })}
            </p>
          )}
        </>
      ),
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={lines} rowKey={({ path }) => path} />;
}

function Before({ line: { before, after } }: { line: ChangeLine }) {
  const { t } = useTranslation('records');
  if (before === null) return <span className="text-solid-gray-700">{t('history.empty')}</span>;
  const { start, middle, end } = differing(before, after ?? '');
  return (
    <span className="break-words whitespace-pre-line text-solid-gray-800">
      {start}
      {middle && <del className="bg-red-50 text-red-1100">{middle}</del>}
      {end}
    </span>
  );
}

function After({ line: { before, after } }: { line: ChangeLine }) {
  const { t } = useTranslation('records');
  if (after === null) return <span className="text-solid-gray-700">{t('history.empty')}</span>;
  const { start, middle, end } = differing(after, before ?? '');
  return (
    <span className="break-words whitespace-pre-line">
      {start}
      {middle && <ins className="bg-green-50 font-bold text-green-1000 no-underline">{middle}</ins>}
      {end}
    </span>
  );
}
