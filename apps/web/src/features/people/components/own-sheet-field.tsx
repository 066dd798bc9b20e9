import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { Fieldset } from '../../../components/fieldset.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import type { OwnSheetField as Question, SheetRow, SheetValue } from '../api/own-sheets.js';

type FieldProps = {
  id: string;
  field: Question;
  value: SheetValue | undefined;
  error: string | undefined;
  onChange: (value: SheetValue) => void;
};

const otherMark = 'other:';

/** One question of a sheet, in the form that its kind asks for. */
export function OwnSheetField(props: FieldProps) {
  const { id, field, value, error, onChange } = props;
  const texts = { id, label: field.name, support: field.hint ?? undefined, error };
  switch (field.kind) {
    case 'text':
      return (
        <TextField
          {...texts}
          autoComplete="off"
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'long':
      return (
        <TextArea
          {...texts}
          rows={3}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'one':
    case 'some':
      return <Choices {...props} />;
    case 'rows':
      return <Rows {...props} />;
  }
}

function Choices({ id, field, value, error, onChange }: FieldProps) {
  const { t } = useTranslation('sheets');
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const other = chosen.find((code) => code.startsWith(otherMark));
  const otherText = other?.slice(otherMark.length) ?? '';
  const codes = chosen.filter((code) => code !== other);
  const put = (next: readonly string[], words: string | undefined) =>
    onChange([...next, ...(words === undefined ? [] : [`${otherMark}${words}`])]);
  const otherField = other !== undefined && (
    <TextField
      id={`${id}.other`}
      label={t('otherLabel', { name: field.name })}
      value={otherText}
      maxLength={450}
      autoComplete="off"
      onChange={(event) => put(codes, event.target.value)}
    />
  );
  if (field.kind === 'one') {
    return (
      <div className="grid gap-2">
        <RadioGroup
          name={id}
          label={field.name}
          support={field.hint ?? undefined}
          error={error}
          value={other === undefined ? codes[0] : otherMark}
          choices={[
            ...field.options.map(({ code, name }) => ({ value: code, label: name })),
            ...(field.other ? [{ value: otherMark, label: t('other') }] : []),
          ]}
          onChange={(code) => (code === otherMark ? put([], otherText) : put([code], undefined))}
        />
        {otherField}
      </div>
    );
  }
  return (
    <Fieldset id={id} label={field.name} support={field.hint ?? undefined} error={error}>
      <div className="grid gap-x-4 @xl:grid-cols-2">
        {field.options.map(({ code, name }) => (
          <Checkbox
            key={code}
            label={name}
            checked={codes.includes(code)}
            className="pb-1"
            onChange={(event) =>
              put(
                field.options
                  .map((option) => option.code)
                  .filter((one) => (one === code ? event.target.checked : codes.includes(one))),
                other === undefined ? undefined : otherText,
              )
            }
          />
        ))}
        {field.other && (
          <Checkbox
            label={t('other')}
            checked={other !== undefined}
            className="pb-1"
            onChange={(event) => put(codes, event.target.checked ? '' : undefined)}
          />
        )}
      </div>
      {otherField}
    </Fieldset>
  );
}

function Rows({ id, field, value, error, onChange }: FieldProps) {
  const { t } = useTranslation('sheets');
  const rows = Array.isArray(value) && value.length > 0 ? (value as SheetRow[]) : [{}];
  const put = (at: number, code: string, text: string) =>
    onChange(rows.map((row, nth) => (nth === at ? { ...row, [code]: text } : row)));
  return (
    <Fieldset id={id} label={field.name} support={field.hint ?? undefined} error={error}>
      <ol className="grid gap-4 pt-2">
        {rows.map((row, at) => (
          // Rows have no ids: their place is what tells them apart.
          <li key={at} className="rounded-12 border border-solid-gray-420 p-3">
            <p className="mb-2 font-bold">{t('row', { number: at + 1 })}</p>
            <div className="grid gap-3 @xl:grid-cols-2">
              {field.columns.map(({ code, name }) => (
                <TextArea
                  key={code}
                  id={`${id}.${at}.${code}`}
                  label={name}
                  rows={2}
                  maxLength={500}
                  value={row[code] ?? ''}
                  onChange={(event) => put(at, code, event.target.value)}
                />
              ))}
            </div>
            {rows.length > 1 && (
              <Button look="quiet" onClick={() => onChange(rows.filter((_, nth) => nth !== at))}>
                {t('dropRow')}
                <span className="sr-only">（{t('row', { number: at + 1 })}）</span>
              </Button>
            )}
          </li>
        ))}
      </ol>
      {rows.length < field.most && (
        <Button look="secondary" className="mt-3" onClick={() => onChange([...rows, {}])}>
          {t('addRow')}
        </Button>
      )}
    </Fieldset>
  );
}
