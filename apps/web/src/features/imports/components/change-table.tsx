import { useTranslation } from 'react-i18next';
import type { ImportResult } from '../api/list-results.js';

type ChangeTableProps = {
  caption: string;
  heads: readonly [string, string, string];
  changes: ImportResult['changes'];
};

/** Fields with two values side by side; on a narrow screen below each other. */
export function ChangeTable({ caption, heads, changes }: ChangeTableProps) {
  const { t } = useTranslation('imports');
  const [field, left, right] = heads;
  const shown = (text: string | null) =>
    text === null ? <span className="text-solid-gray-600">{t('check.empty')}</span> : text;
  return (
    <div className="@container">
      <table role="table" className="sheet-of-rows text-dns-14N-130">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row" className="border-b border-solid-gray-600 bg-solid-gray-50">
            {[field, left, right].map((head) => (
              <th key={head} role="columnheader" scope="col" className="px-2 py-1.5">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {changes.map(({ label, before, after }, at) => (
            <tr key={at} role="row" className="border-b border-solid-gray-300">
              <th role="rowheader" scope="row" className="px-2 py-1.5 align-top! font-normal">
                {label}
              </th>
              <td role="cell" data-label={left} className="px-2 py-1.5 align-top">
                <div className="min-w-0 whitespace-pre-line wrap-anywhere">{shown(before)}</div>
              </td>
              <td role="cell" data-label={right} className="px-2 py-1.5 align-top">
                <div className="min-w-0 whitespace-pre-line wrap-anywhere">{shown(after)}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
