import { useTranslation } from 'react-i18next';
import {
  categoriesIn,
  purposesIn,
  recipientsIn,
  type CellChanges,
  type ConsentCell,
} from '../consent-cells.js';

/** What is new and what goes, in words; nothing where nothing changes. */
export function CellChangesList({ changes }: { changes: CellChanges }) {
  const { t } = useTranslation('consents');
  if (changes.added.length + changes.gone.length === 0) return <p>{t('changes.none')}</p>;
  return (
    <div className="grid gap-3">
      <ChangeList title={t('changes.added')} cells={changes.added} />
      <ChangeList title={t('changes.gone')} cells={changes.gone} />
    </div>
  );
}

function ChangeList({ title, cells }: { title: string; cells: readonly ConsentCell[] }) {
  const { t } = useTranslation('consents');
  const { t: tTerms } = useTranslation('terms');
  if (cells.length === 0) return null;
  const lines = recipientsIn(cells).flatMap((recipient) => {
    const own = cells.filter(({ agencyId }) => agencyId === recipient.id);
    return purposesIn(own).map((purpose) => ({
      key: `${recipient.id} ${purpose}`,
      agency: recipient.name,
      purpose: tTerms(`purpose.${purpose}`),
      categories: categoriesIn(own.filter((cell) => cell.purpose === purpose))
        .map((category) => tTerms(`category.${category}`))
        .join('、'),
    }));
  });
  return (
    <div>
      <p className="font-bold">{title}</p>
      <ul className="list-disc pl-6">
        {lines.map(({ key, ...line }) => (
          <li key={key}>{t('changes.line', line)}</li>
        ))}
      </ul>
    </div>
  );
}
