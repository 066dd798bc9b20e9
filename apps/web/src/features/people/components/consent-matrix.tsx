import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon.js';
import { classes } from '../../../lib/classes.js';
import { dataCategories } from '../../../lib/terms.js';
import { categoriesIn, purposesIn, recipientsIn, type ConsentCell } from '../consent-cells.js';

type ConsentMatrixProps = {
  cells: readonly ConsentCell[];
  caption: string;
  /** Also the kinds of data that may not be told, so that a gap is seen as a gap. */
  allCategories?: boolean;
  /** What a named purpose means: it may be told, it was refused, it is being asked. */
  mark?: keyof typeof marks;
};

const marks = {
  yes: { icon: 'check', look: 'text-green-1000' },
  no: { icon: 'close', look: 'text-red-1000' },
  box: { icon: null, look: 'text-solid-gray-800' },
} as const;

/** Kinds of data down, recipients across, the purposes in the cells. */
export function ConsentMatrix({ cells, caption, allCategories = false, mark = 'yes' }: ConsentMatrixProps) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const recipients = recipientsIn(cells);
  const rows = allCategories ? dataCategories : categoriesIn(cells);
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b-2 border-solid-gray-700">
            <th scope="col" className="min-w-28 px-2 py-2 text-left align-bottom text-dns-16B-130">
              {t('matrix.category')}
            </th>
            {recipients.map((recipient) => (
              <th
                key={recipient.id}
                scope="col"
                className="min-w-32 px-2 py-2 text-left align-bottom text-dns-16B-130"
              >
                {recipient.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((category) => (
            <tr key={category} className="border-b border-solid-gray-300">
              <th scope="row" className="px-2 py-2 text-left align-top font-normal">
                {tTerms(`category.${category}`)}
              </th>
              {recipients.map((recipient) => {
                const named = purposesIn(
                  cells.filter((cell) => cell.category === category && cell.agencyId === recipient.id),
                );
                return (
                  <td key={recipient.id} className="px-2 py-2 align-top">
                    {named.length > 0 ? (
                      <span className={classes('inline-flex items-start gap-1', marks[mark].look)}>
                        {marks[mark].icon && (
                          <Icon name={marks[mark].icon} className="mt-0.5 size-5 shrink-0" />
                        )}
                        <span>{named.map((purpose) => tTerms(`purpose.${purpose}`)).join('・')}</span>
                      </span>
                    ) : (
                      <span className="text-solid-gray-600">
                        <span aria-hidden="true">―</span>
                        <span className="sr-only">{t('matrix.blank')}</span>
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
