import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../../components/data-table.js';
import { boxLook } from '../../../components/field.js';
import { classes } from '../../../lib/classes.js';
import type { FoundList } from '../api/get-import.js';
import type { ImportChoices } from '../api/import-choices.js';

type FoundColumn = FoundList['columns'][number];

type MappingTableProps = {
  columns: readonly FoundColumn[];
  choices: ImportChoices['fields'];
  fields: Readonly<Record<string, string>>;
  twice: readonly string[];
  onChange: (column: string, field: string) => void;
};

/** Which column is taken over as what, with the first cells of each to go by. */
export function MappingTable({ columns, choices, fields, twice, onChange }: MappingTableProps) {
  const { t } = useTranslation('imports');
  const rows: Column<FoundColumn>[] = [
    {
      key: 'column',
      label: t('settings.column'),
      names: true,
      cell: ({ name }) => <span className="font-bold wrap-anywhere">{name}</span>,
    },
    { key: 'samples', label: t('settings.samples'), cell: (column) => <Samples column={column} /> },
    {
      key: 'field',
      label: t('settings.field'),
      cell: (column) => {
        const chosen = fields[column.name] ?? '';
        return (
          <FieldSelect
            column={column}
            choices={choices}
            chosen={chosen}
            isTwice={chosen !== '' && twice.includes(chosen)}
            onChange={(field) => onChange(column.name, field)}
          />
        );
      },
    },
  ];
  return (
    <DataTable caption={t('settings.columns')} columns={rows} rows={columns} rowKey={({ name }) => name} />
  );
}

function Samples({ column: { samples, isPersonal } }: { column: FoundColumn }) {
  const { t } = useTranslation('imports');
  if (isPersonal) return <span className="text-solid-gray-700">{t('settings.personal')}</span>;
  return (
    <ul className="grid gap-0.5 text-dns-14N-130 text-solid-gray-800">
      {samples.map((sample, at) => (
        <li key={at} className="wrap-anywhere">
          {sample === '' ? <span className="text-solid-gray-600">{t('settings.emptyCell')}</span> : sample}
        </li>
      ))}
    </ul>
  );
}

type FieldSelectProps = {
  column: FoundColumn;
  choices: ImportChoices['fields'];
  chosen: string;
  isTwice: boolean;
  onChange: (field: string) => void;
};

function FieldSelect({ column, choices, chosen, isTwice, onChange }: FieldSelectProps) {
  const { t } = useTranslation('imports');
  const groups = [...new Map(choices.map(({ group, groupName }) => [group, groupName]))];
  return (
    <>
      <select
        aria-label={`${t('settings.field')}: ${column.name}`}
        aria-invalid={isTwice || undefined}
        value={chosen}
        onChange={(event) => onChange(event.target.value)}
        className={classes(boxLook, chosen === '' && 'text-solid-gray-700')}
      >
        <option value="">{t('settings.ignore')}</option>
        {groups.map(([group, groupName]) => (
          <optgroup key={group} label={groupName}>
            {choices
              .filter((choice) => choice.group === group)
              .map(({ code, name, keptOnly }) => (
                <option key={code} value={code}>
                  {name}
                  {keptOnly ? t('settings.keptOnly') : ''}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      {column.isPersonal && chosen !== '' && (
        <p className="pt-1 text-dns-14N-130 text-red-1000">{t('settings.personalTaken')}</p>
      )}
    </>
  );
}
