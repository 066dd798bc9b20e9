import { useTranslation } from 'react-i18next';
import { inEra } from '../../../lib/japanese-date.js';
import { categoryGroups, directionOf, type DataCategory } from '../../../lib/terms.js';
import type { ConsentTable } from '../api/askings.js';
import { purposesIn, recipientsIn } from '../consent-cells.js';

type LiveCell = ConsentTable['live'][number];

/** All consents of a person at once: kinds of data down, recipients across; in the cell what for, until when, by which consent. */
export function LiveTable({ table, caption }: { table: ConsentTable; caption: string }) {
  const { t } = useTranslation('consents');
  const { t: tTerms } = useTranslation('terms');
  const recipients = recipientsIn(table.live);
  const groups = categoryGroups
    .map(({ code, categories }) => ({
      code,
      categories: categories.filter((category: DataCategory) =>
        table.live.some((cell) => cell.category === category),
      ),
    }))
    .filter(({ categories }) => categories.length > 0);
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b-2 border-solid-gray-700">
            <th scope="col" className="min-w-28 px-2 py-2 text-left align-bottom text-dns-16B-130">
              {t('editor.category')}
            </th>
            {recipients.map(({ id, name }) => (
              <th key={id} scope="col" className="min-w-44 px-2 py-2 text-left align-bottom text-dns-16B-130">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ code, categories }) => (
          <tbody key={code}>
            {categories.map((category) => (
              <tr key={category} className="border-b border-solid-gray-300">
                <th scope="row" className="px-2 py-2 text-left align-top font-normal">
                  {tTerms(`category.${category}`)}
                </th>
                {recipients.map(({ id }) => (
                  <td key={id} className="px-2 py-2 align-top">
                    <CellContent
                      cells={table.live.filter((cell) => cell.agencyId === id && cell.category === category)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** The purposes that rest on one consent stand together with its last day and its number. */
function CellContent({ cells }: { cells: readonly LiveCell[] }) {
  const { t } = useTranslation('consents');
  const { t: tTerms } = useTranslation('terms');
  if (cells.length === 0)
    return (
      <span className="text-solid-gray-600">
        <span aria-hidden="true">―</span>
        <span className="sr-only">{t('live.nothing')}</span>
      </span>
    );
  const consents = [...new Map(cells.map((cell) => [`${cell.consentId} ${cell.until}`, cell])).entries()];
  return (
    <ul className="grid gap-1">
      {consents.map(([key, { consentId, number, until }]) => (
        <li key={key}>
          <span className="text-green-1000">
            {purposesIn(cells.filter((cell) => `${cell.consentId} ${cell.until}` === key))
              .map((purpose) => {
                const name = tTerms(`purpose.${purpose}`);
                return directionOf(purpose) === 'to'
                  ? name
                  : `${name}（${tTerms(`direction.${directionOf(purpose)}`)}）`;
              })
              .join('・')}
          </span>
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {until && t('live.until', { day: inEra(until) })}{' '}
            <a href={`#consent-${consentId}`} className="text-blue-1000 underline underline-offset-4">
              {number}
            </a>
          </span>
        </li>
      ))}
    </ul>
  );
}
