import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Notice } from '../../../components/notice.js';
import { Select } from '../../../components/select.js';
import { StatusBadge } from '../../../components/status-badge.js';
import type { Schema } from '../../../lib/api-client.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { packageVersionQuery, packageVersionsQuery } from '../api/packages.js';

/** What was told when: every version, and two of them side by side. */
export function PackageHistory({ referralId }: { referralId: string }) {
  const { t } = useTranslation('packages');
  const versions = useQuery(packageVersionsQuery(referralId)).data;
  if (!versions || versions.length < 2) return null;
  return (
    <Card title={t('history')}>
      <ol className="mb-4 grid gap-1">
        {versions.map(({ number, frozenAt, frozenBy }) => (
          <li key={number}>{t('historyVersion', { number, moment: asMoment(frozenAt), name: frozenBy })}</li>
        ))}
      </ol>
      <Comparison referralId={referralId} numbers={versions.map(({ number }) => number)} />
    </Card>
  );
}

type Frozen = Schema<'FrozenPackageView'>;

function Comparison({ referralId, numbers }: { referralId: string; numbers: readonly number[] }) {
  const { t } = useTranslation('packages');
  const [left, setLeft] = useState(numbers[1] ?? 1);
  const [right, setRight] = useState(numbers[0] ?? 1);
  const older = useQuery(packageVersionQuery(referralId, left)).data;
  const newer = useQuery(packageVersionQuery(referralId, right)).data;
  const choices = numbers.map((number) => ({ value: String(number), label: t('versionName', { number }) }));
  const before = older ? linesIn(older) : new Map<string, string>();
  const after = newer ? linesIn(newer) : new Map<string, string>();
  const labels = [...new Set([...before.keys(), ...after.keys()])];
  return (
    <>
      <h3 className="mb-2 text-std-18B-160">{t('compare')}</h3>
      <div className="mb-3 flex flex-wrap gap-4">
        <Select
          id="left"
          label={t('left')}
          choices={choices}
          value={String(left)}
          onChange={(event) => setLeft(Number(event.target.value))}
        />
        <Select
          id="right"
          label={t('right')}
          choices={choices}
          value={String(right)}
          onChange={(event) => setRight(Number(event.target.value))}
        />
      </div>
      {[older, newer].map(
        (one) =>
          one?.intact === false && (
            <Notice key={one.number} tone="error">
              {t('altered', { number: one.number })}
            </Notice>
          ),
      )}
      {older && newer && labels.every((label) => before.get(label) === after.get(label)) && (
        <p>{t('same')}</p>
      )}
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t('compare')}>
        <table className="w-full min-w-xl border-collapse">
          <caption className="sr-only">{t('compare')}</caption>
          <thead>
            <tr className="border-b-2 border-solid-gray-700 text-left">
              {[t('item'), t('versionName', { number: left }), t('versionName', { number: right })].map(
                (head, at) => (
                  <th key={at} scope="col" className="px-2 py-2">
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {labels.map((label) => {
              const [one, other] = [before.get(label), after.get(label)];
              return (
                <tr key={label} className="border-b border-solid-gray-300 align-top">
                  <th scope="row" className="px-2 py-2 text-left font-normal">
                    {label}
                    {one !== other && (
                      <span className="mt-1 block">
                        <StatusBadge tone="waiting">{t('changed')}</StatusBadge>
                      </span>
                    )}
                  </th>
                  {[one, other].map((text, at) => (
                    <td
                      key={at}
                      className={`px-2 py-2 whitespace-pre-line ${one === other ? '' : 'bg-orange-50'}`}
                    >
                      {text ?? t('nothing')}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function linesIn({ sections, files }: Frozen): Map<string, string> {
  return new Map([
    ...sections.flatMap(({ name, lines }) =>
      lines.map(({ label, text }) => [`${name}　${label}`, text] as const),
    ),
    ...files.map((file) => [`${file.kindName}　${file.words}`, file.typeName] as const),
  ]);
}
