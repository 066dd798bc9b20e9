import { useTranslation } from 'react-i18next';
import { daysInEra } from '../lib/japanese-date.js';
import { Select } from './select.js';
import { StatusBadge } from './status-badge.js';

/** One line of two versions; undefined where a version does not have it. */
export interface ComparedLine {
  readonly key: string;
  /** Of what the line is a part. */
  readonly group?: string;
  readonly label: string;
  readonly one: string | undefined;
  readonly other: string | undefined;
}

/** A version that can be chosen. */
export interface VersionChoice {
  readonly number: number;
  readonly label: string;
}

type VersionComparisonProps = {
  versions: readonly VersionChoice[];
  left: number;
  right: number;
  onLeft: (number: number) => void;
  onRight: (number: number) => void;
  /** Undefined until both versions are there. */
  lines: readonly ComparedLine[] | undefined;
};

/** Two versions of the same thing side by side; what differs is marked in words too. */
export function VersionComparison({ versions, left, right, onLeft, onRight, lines }: VersionComparisonProps) {
  const { t } = useTranslation('kit', { keyPrefix: 'compare' });
  const choices = versions.map(({ number, label }) => ({ value: String(number), label }));
  const nameOf = (number: number) => versions.find((version) => version.number === number)?.label;
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-4">
        <Select
          id="left"
          label={t('left')}
          choices={choices}
          value={String(left)}
          onChange={(event) => onLeft(Number(event.target.value))}
        />
        <Select
          id="right"
          label={t('right')}
          choices={choices}
          value={String(right)}
          onChange={(event) => onRight(Number(event.target.value))}
        />
      </div>
      {lines?.every(({ one, other }) => one === other) && <p>{t('same')}</p>}
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t('title')}>
        <table className="w-full min-w-xl border-collapse">
          <caption className="sr-only">{t('title')}</caption>
          <thead>
            <tr className="border-b-2 border-solid-gray-700 text-left">
              <th scope="col" className="w-1/4 px-2 py-2">
                {t('item')}
              </th>
              <th scope="col" className="px-2 py-2">
                {nameOf(left)}
              </th>
              <th scope="col" className="px-2 py-2">
                {nameOf(right)}
              </th>
            </tr>
          </thead>
          <tbody>
            {(lines ?? []).map((line) => (
              <ComparedRow key={line.key} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function ComparedRow({ line: { group, label, one, other } }: { line: ComparedLine }) {
  const { t } = useTranslation('kit', { keyPrefix: 'compare' });
  const differs = one !== other;
  return (
    <tr className="border-b border-solid-gray-300 align-top">
      <th scope="row" className="px-2 py-2 text-left font-normal">
        {group && <span className="block text-dns-14N-130 text-solid-gray-700">{group}</span>}
        {label}
        {differs && (
          <span className="mt-1 block">
            <StatusBadge tone="waiting">{t('changed')}</StatusBadge>
          </span>
        )}
      </th>
      {[one, other].map((text, nth) => (
        <td key={nth} className={`px-2 py-2 whitespace-pre-line ${differs ? 'bg-orange-50' : ''}`}>
          {text === undefined ? t('nothing') : daysInEra(text)}
        </td>
      ))}
    </tr>
  );
}
