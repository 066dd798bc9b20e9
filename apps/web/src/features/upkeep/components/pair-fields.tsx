import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { classes } from '../../../lib/classes.js';
import type { PairInFull, PairSide } from '../api/duplicates.js';
import { usedSide } from './chosen-fields.js';

type PairFieldsProps = {
  pair: PairInFull;
  kept: PairSide | undefined;
  choices: Readonly<Record<string, string>>;
  onChoose: (field: string, side: string) => void;
};

/** Every field of both entries; where they differ, which value is used. */
export function PairFields({ pair, kept, choices, onChoose }: PairFieldsProps) {
  const { t } = useTranslation('upkeep');
  const alike = pair.fields.filter(({ same }) => same);
  return (
    <Card title={t('duplicate.fields')}>
      <p className="mb-3 text-solid-gray-700">{t('duplicate.fieldsLead')}</p>
      <FieldList fields={pair.fields.filter(({ same }) => !same)} {...{ pair, kept, choices, onChoose }} />
      {alike.length > 0 && (
        <details className="mt-4">
          <summary className="min-h-11 py-2 font-bold">
            {t('duplicate.sameFields', { count: alike.length })}
          </summary>
          <FieldList fields={alike} {...{ pair, kept, choices, onChoose }} />
        </details>
      )}
    </Card>
  );
}

function FieldList({
  fields,
  pair,
  kept,
  choices,
  onChoose,
}: PairFieldsProps & { fields: PairInFull['fields'] }) {
  const { t } = useTranslation('upkeep');
  return (
    <ul className="divide-y divide-solid-gray-420 border-y border-solid-gray-420">
      {fields.map((field) => (
        <li key={field.field} className="py-3">
          <fieldset className="min-w-0">
            <legend className="mb-1 font-bold">
              {field.label}
              {!field.same && !field.choosable && (
                <span className="ml-3 text-dns-14N-130 text-solid-gray-700">{t('duplicate.both')}</span>
              )}
            </legend>
            <div className="grid gap-2 @2xl:grid-cols-2">
              {[pair.one, pair.other].map((side) => (
                <FieldValue
                  key={side.id}
                  field={field}
                  side={side}
                  text={side === pair.one ? field.one : field.other}
                  used={kept && usedSide(field, pair, kept, choices) === side.id}
                  onUse={
                    kept && field.choosable && !field.same ? () => onChoose(field.field, side.id) : undefined
                  }
                />
              ))}
            </div>
          </fieldset>
        </li>
      ))}
    </ul>
  );
}

type FieldValueProps = {
  field: PairInFull['fields'][number];
  side: PairSide;
  text: string | null;
  used: boolean | undefined;
  onUse: (() => void) | undefined;
};

function FieldValue({ field, side, text, used, onUse }: FieldValueProps) {
  const { t } = useTranslation('upkeep');
  const value = (
    <span className="min-w-0">
      <span className="block text-dns-14N-130 text-solid-gray-700">{side.name}</span>
      <span className="wrap-anywhere whitespace-pre-line">{text ?? t('duplicate.nothing')}</span>
    </span>
  );
  if (!onUse) return <div className="rounded-8 bg-solid-gray-50 px-3 py-2">{value}</div>;
  return (
    <label
      className={classes(
        'flex min-h-11 items-start gap-2.5 rounded-8 border px-3 py-2',
        used ? 'border-2 border-blue-900 bg-blue-50' : 'border-solid-gray-420 hover:bg-solid-gray-50',
      )}
    >
      <input
        type="radio"
        name={field.field}
        checked={used ?? false}
        onChange={onUse}
        className="mt-0.5 size-6 shrink-0 accent-blue-900"
      />
      {value}
    </label>
  );
}
