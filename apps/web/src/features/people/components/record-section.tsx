import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { Sheet } from '../api/get-person.js';
import { SectionForm } from './section-form.js';

/** One section of the record, read and written in the same place. */
export function RecordSection({ personId, sheet }: { personId: string; sheet: Sheet }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const [editing, setEditing] = useState(false);
  const name = tTerms(`category.${sheet.category}`);
  return (
    <Card
      id={sheet.category}
      title={name}
      className={editing ? '@4xl:col-span-2' : undefined}
      aside={
        !editing && (
          <Button look="quiet" onClick={() => setEditing(true)}>
            {t(sheet.version > 0 ? 'section.correctWord' : 'section.editWord')}
            <span className="sr-only">{t('section.edit', { name })}</span>
          </Button>
        )
      }
    >
      {editing ? (
        <SectionForm personId={personId} sheet={sheet} onDone={() => setEditing(false)} />
      ) : (
        <SectionText sheet={sheet} />
      )}
    </Card>
  );
}

function SectionText({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const written = sheet.fields.filter(({ text }) => text !== '');
  if (written.length === 0) {
    return (
      <p className="text-solid-gray-700">
        {t('section.empty')}（{tTerms(`categoryMeans.${sheet.category}`)}）
      </p>
    );
  }
  return (
    <>
      <DescriptionList items={written.map(({ label, text }) => ({ term: label, detail: text }))} />
      {sheet.updatedAt && (
        <p className="mt-3 text-dns-14N-130 text-solid-gray-700">
          {t('section.by', { day: inEra(sheet.updatedAt), name: sheet.updatedBy })}
        </p>
      )}
    </>
  );
}
