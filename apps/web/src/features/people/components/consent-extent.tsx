import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { BareCheckbox, Checkbox } from '../../../components/checkbox.js';
import { Card } from '../../../components/card.js';
import { RemovableChip } from '../../../components/chip.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Fieldset } from '../../../components/fieldset.js';
import { dataCategories, purposes, type DataCategory } from '../../../lib/terms.js';
import type { useConsentDraft } from './use-consent-draft.js';

type ConsentExtentProps = {
  drafting: ReturnType<typeof useConsentDraft>;
  errorOf: (field: string) => string | undefined;
};

/** To whom, what for, and which kinds of data. */
export function ConsentExtent({ drafting, errorOf }: ConsentExtentProps) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const { draft, change } = drafting;
  return (
    <>
      <Card>
        <Fieldset
          id="recipients"
          label={t('consentForm.recipients')}
          support={t('consentForm.recipientsSupport')}
          required
          error={errorOf('recipients')}
        >
          {draft.recipients.length > 0 && (
            <ul className="flex flex-wrap gap-2 py-2">
              {draft.recipients.map(({ id, name }) => (
                <li key={id}>
                  <RemovableChip name={name} onRemove={() => drafting.dropRecipient(id)} />
                </li>
              ))}
            </ul>
          )}
          <div className="mt-2 max-w-2xl">
            <AgencyPicker
              name="recipient"
              label={t('consentForm.addRecipient')}
              except={draft.recipients.map(({ id }) => id)}
              onChoose={drafting.addRecipient}
            />
          </div>
        </Fieldset>
      </Card>
      <Card>
        <Fieldset id="purposes" label={t('consentForm.purposes')} required error={errorOf('purposes')}>
          <div className="grid @2xl:grid-cols-2">
            {purposes.map((purpose) => (
              <Checkbox
                key={purpose}
                label={tTerms(`purpose.${purpose}`)}
                support={tTerms(`purposeMeans.${purpose}`)}
                className="pb-2"
                checked={draft.purposes.includes(purpose)}
                onChange={(event) =>
                  change({
                    purposes: purposes.filter((other) =>
                      other === purpose ? event.target.checked : draft.purposes.includes(other),
                    ),
                  })
                }
              />
            ))}
          </div>
        </Fieldset>
      </Card>
      {draft.recipients.length > 0 && (
        <Card>
          <Fieldset
            id="categories"
            label={t('consentForm.categories')}
            support={t('consentForm.categoriesSupport')}
            required
            error={errorOf('categories')}
          >
            <ToldTable drafting={drafting} />
          </Fieldset>
        </Card>
      )}
    </>
  );
}

function ToldTable({ drafting }: { drafting: ReturnType<typeof useConsentDraft> }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const { draft, tell } = drafting;
  const toldTo = (agencyId: string) => draft.told[agencyId] ?? [];
  const columns: Column<DataCategory>[] = [
    {
      key: 'category',
      label: t('matrix.category'),
      names: true,
      cell: (category) => (
        <>
          {tTerms(`category.${category}`)}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {tTerms(`categoryMeans.${category}`)}
          </span>
        </>
      ),
    },
    ...draft.recipients.map(({ id, name }) => ({
      key: id,
      label: name,
      cell: (category: DataCategory) => (
        <label className="inline-flex min-h-11 min-w-11 items-center">
          <BareCheckbox
            checked={toldTo(id).includes(category)}
            onChange={(event) =>
              tell(
                id,
                dataCategories.filter((other) =>
                  other === category ? event.target.checked : toldTo(id).includes(other),
                ),
              )
            }
          />
          <span className="sr-only">
            {name} {tTerms(`category.${category}`)}
          </span>
        </label>
      ),
    })),
  ];
  return (
    <div className="pt-2">
      <DataTable
        caption={t('consentForm.categories')}
        columns={columns}
        rows={dataCategories}
        rowKey={(category) => category}
      />
    </div>
  );
}
