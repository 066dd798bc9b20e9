import { useTranslation } from 'react-i18next';
import { type BadgeTone, StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import type { ImportResult } from '../api/list-results.js';
import { ChangeTable } from './change-table.js';

const tones: Record<ImportResult['outcome'], BadgeTone> = {
  new: 'moving',
  added: 'moving',
  changed: 'waiting',
  same: 'plain',
  conflict: 'waiting',
  problem: 'danger',
  outside: 'plain',
  missing: 'waiting',
};

// A new row is understood without its cells; what changes or is wrong is shown at once.
const openAtOnce = ['changed', 'conflict', 'problem', 'missing'];

/** What becomes of one row: what changes, what stays although the list says otherwise, what is wrong. */
export function ResultRow({ result }: { result: ImportResult }) {
  const { t } = useTranslation('imports');
  const { row, name, outcome, outcomeName, agencyId, changes, conflicts, problems, notes } = result;
  const isAdded = outcome === 'new' || outcome === 'added';
  const place =
    row === null
      ? outcome === 'missing'
        ? t('check.notInList')
        : t('check.whole')
      : t('check.row', { row });
  return (
    <li className="grid gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge tone={tones[outcome]}>{outcomeName}</StatusBadge>
        <span className="text-solid-gray-700 tabular-nums">{place}</span>
        <span className="font-bold wrap-anywhere">{name}</span>
        {agencyId && outcome !== 'new' && <TextLink to={`/agencies/${agencyId}`}>{t('check.open')}</TextLink>}
      </div>
      {outcome === 'missing' && (
        <p>
          {result.service ? t('check.missingText', { service: result.service }) : t('check.missingAgency')}
        </p>
      )}
      {result.place && <p className="text-solid-gray-700">{result.place}</p>}
      <Remarks title={t('check.problems')} remarks={problems} />
      <Remarks title={t('check.notes')} remarks={notes} />
      {conflicts.length > 0 && (
        <div className="grid gap-1">
          <p aria-hidden="true">{t('check.conflicts')}</p>
          <ChangeTable
            caption={t('check.conflicts')}
            heads={[t('check.field'), t('check.kept'), t('check.offered')]}
            changes={conflicts}
          />
        </div>
      )}
      {changes.length > 0 && (
        <details open={openAtOnce.includes(outcome)}>
          <summary className="w-fit cursor-pointer py-1 text-blue-1000 underline underline-offset-4">
            {t(isAdded ? 'check.added' : 'check.changes')}（{changes.length}）
          </summary>
          <ChangeTable
            caption={t(isAdded ? 'check.added' : 'check.changes')}
            heads={[t('check.field'), t('check.before'), t('check.after')]}
            changes={changes}
          />
        </details>
      )}
    </li>
  );
}

function Remarks({ title, remarks }: { title: string; remarks: ImportResult['notes'] }) {
  const { t } = useTranslation('imports');
  if (remarks.length === 0) return null;
  return (
    <ul aria-label={title} className="grid gap-1">
      {remarks.map(({ column, found, expected }, at) => (
        <li key={at} className="flex flex-wrap gap-x-2 wrap-anywhere">
          {column && <b>{t('check.whereColumn', { column })}</b>}
          <span>
            {found}。{expected}。
          </span>
        </li>
      ))}
    </ul>
  );
}
