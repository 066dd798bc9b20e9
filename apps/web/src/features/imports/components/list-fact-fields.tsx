import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../components/checkbox.js';
import { Select } from '../../../components/select.js';
import type { ImportChoices } from '../api/import-choices.js';
import type { ImportDraft } from '../import-draft.js';

type Named = { readonly code: string; readonly name: string };

type ListFactFieldsProps = {
  draft: ImportDraft;
  choices: ImportChoices;
  onChange: (part: Partial<ImportDraft>) => void;
};

/** What all rows of a list are, and how damage in it is treated. */
export function ListFactFields({ draft, choices, onChange }: ListFactFieldsProps) {
  const { t } = useTranslation('imports');
  const asChoices = (list: readonly Named[]) => list.map(({ code, name }) => ({ value: code, label: name }));
  const hasColumn = (field: string) => Object.values(draft.fields).includes(field);
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          name="serviceKind"
          label={t('settings.kind')}
          support={t('settings.kindSupport')}
          blank={hasColumn('serviceKind') ? t('settings.kindColumn') : '—'}
          choices={asChoices(choices.serviceKinds)}
          value={draft.serviceKind}
          onChange={(event) => onChange({ serviceKind: event.target.value })}
        />
        <Select
          name="agencyType"
          label={t('settings.type')}
          support={t('settings.typeSupport')}
          blank={t('settings.typeNone')}
          choices={asChoices(choices.agencyTypes)}
          value={draft.agencyType}
          onChange={(event) => onChange({ agencyType: event.target.value })}
        />
        <Select
          name="prefecture"
          label={t('settings.prefecture')}
          support={t('settings.prefectureSupport')}
          blank={t('settings.prefectureNone')}
          choices={asChoices(choices.prefectures)}
          value={draft.prefecture}
          onChange={(event) => onChange({ prefecture: event.target.value })}
        />
      </div>
      <div className="grid gap-1">
        {(['repair', 'leaveOut', 'openData'] as const).map((name) => (
          <Checkbox
            key={name}
            name={name}
            label={t(`settings.${name}`)}
            support={t(`settings.${name}Support`)}
            checked={draft[name]}
            onChange={(event) => onChange({ [name]: event.target.checked })}
          />
        ))}
      </div>
    </>
  );
}
