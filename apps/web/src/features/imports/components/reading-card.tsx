import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import type { FoundList, ImportJob } from '../api/get-import.js';
import type { ImportChoices } from '../api/import-choices.js';
import type { ReadingChoice } from '../api/order-import.js';

const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'cp932', label: 'Shift_JIS（CP932）' },
  { value: 'utf-16le', label: 'UTF-16LE' },
  { value: 'utf-16be', label: 'UTF-16BE' },
];
const delimiterNames = { ',': 'comma', '\t': 'tab', ';': 'semicolon' } as const;

type ReadingCardProps = {
  job: ImportJob;
  layouts: ImportChoices['layouts'];
  busy: boolean;
  onReread: (choice: ReadingChoice) => void;
};

/** How the file was read, and how it could be read otherwise. */
export function ReadingCard({ job, layouts, busy, onReread }: ReadingCardProps) {
  const { t } = useTranslation('imports');
  const [changing, setChanging] = useState(job.found === null);
  return (
    <Card
      title={t('reading.title')}
      aside={
        job.found &&
        !changing && (
          <Button look="quiet" onClick={() => setChanging(true)}>
            {t('reading.change')}
          </Button>
        )
      }
    >
      <div className="grid gap-5">
        {job.found && <Found found={job.found} />}
        {changing && <ReadingForm found={job.found} layouts={layouts} busy={busy} onReread={onReread} />}
      </div>
    </Card>
  );
}

function Found({ found }: { found: FoundList }) {
  const { t } = useTranslation('imports');
  const { kind, encodingName, delimiter, sheet, headerRow, rows } = found;
  return (
    <DescriptionList
      items={[
        { term: t('reading.kind'), detail: t(`reading.kinds.${kind}`) },
        { term: t('reading.encoding'), detail: encodingName },
        {
          term: t('reading.delimiter'),
          detail: delimiter && t(`reading.delimiters.${delimiterNames[delimiter]}`),
        },
        { term: t('reading.sheet'), detail: sheet },
        {
          term: t('reading.header'),
          detail: headerRow === 0 ? t('reading.noHeader') : t('reading.headerAt', { row: headerRow }),
        },
        { term: t('reading.rows'), detail: t('reading.rowsOf', { count: rows }) },
        { term: t('settings.layout'), detail: found.suggested.layoutName ?? t('reading.noLayout') },
      ]}
    />
  );
}

type ReadingFormProps = {
  found: FoundList | null;
  layouts: ImportChoices['layouts'];
  busy: boolean;
  onReread: (choice: ReadingChoice) => void;
};

function ReadingForm({ found, layouts, busy, onReread }: ReadingFormProps) {
  const { t } = useTranslation('imports');
  const [encoding, setEncoding] = useState(found?.encoding ?? '');
  const [delimiter, setDelimiter] = useState<string>(found?.delimiter ?? '');
  const [sheet, setSheet] = useState(found?.sheet ?? '');
  const [header, setHeader] = useState(found ? String(found.headerRow) : '');
  const [layout, setLayout] = useState(found?.suggested.layout ?? '');
  const isText = !found || found.kind === 'csv';
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onReread({
          encoding: (encoding || null) as ReadingChoice['encoding'],
          delimiter: (delimiter || null) as ReadingChoice['delimiter'],
          sheet: sheet || null,
          headerRow: header.trim() === '' ? null : Number(header),
          layout: (layout || null) as ReadingChoice['layout'],
        });
      }}
    >
      <p className="text-solid-gray-700">{t('reading.garbled')}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {isText && (
          <>
            <Select
              label={t('reading.encoding')}
              blank={t('reading.auto')}
              choices={encodings}
              value={encoding}
              onChange={(event) => setEncoding(event.target.value)}
            />
            <Select
              label={t('reading.delimiter')}
              blank={t('reading.auto')}
              choices={Object.entries(delimiterNames).map(([value, name]) => ({
                value,
                label: t(`reading.delimiters.${name}`),
              }))}
              value={delimiter}
              onChange={(event) => setDelimiter(event.target.value)}
            />
          </>
        )}
        {found && found.sheets.length > 1 && (
          <Select
            label={t('reading.sheet')}
            choices={found.sheets.map((name) => ({ value: name, label: name }))}
            value={sheet}
            onChange={(event) => setSheet(event.target.value)}
          />
        )}
        <TextField
          label={t('reading.header')}
          support={t('reading.headerSupport')}
          inputMode="numeric"
          value={header}
          onChange={(event) => setHeader(event.target.value.normalize('NFKC').replaceAll(/\D/g, ''))}
        />
        <Select
          label={t('settings.layout')}
          blank={t('reading.auto')}
          choices={layouts.map(({ code, name }) => ({ value: code, label: name }))}
          value={layout}
          onChange={(event) => setLayout(event.target.value)}
        />
      </div>
      <div>
        <Button type="submit" look="secondary" busy={busy}>
          {t('reading.again')}
        </Button>
      </div>
    </form>
  );
}
