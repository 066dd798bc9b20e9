import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Icon } from '../../../components/icon.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { useSay } from '../../../components/toast.js';
import { newAttemptKey } from '../../../lib/attempt-key.js';
import type { FormField } from '../api/get-entry-form.js';
import { type EntryListName, type EntryRow, moved } from '../entry-content.js';
import { EntryField } from './entry-field.js';
import type { EntryPartProps } from './entry-section.js';
import { ServiceOpening } from './entry-opening.js';

type EntryRowsProps = EntryPartProps & {
  list: EntryListName;
  title: string;
  fields: readonly FormField[];
  agencyId: string;
};

// Set by the form itself, or not at all: the place by the buttons, the rest comes from a source.
const notTyped = ['sort', 'openingConfirmed', 'hours', 'hoursNote', 'closedDays', 'opening'];

/** The rows of one list: added, removed and put in order by buttons, each folded away until it is needed. */
export function EntryRows({ list, title, fields, agencyId, ...part }: EntryRowsProps) {
  const { t } = useTranslation('records');
  const say = useSay();
  const { writing } = part;
  const rows = writing.content[list];
  const [opened, setOpened] = useState<readonly string[]>([]);
  const place = useRef<HTMLDivElement>(null);
  const set = (next: readonly EntryRow[]) => writing.setValue(list, next);

  function add(): void {
    const row = blankRow(list, fields);
    set([...rows, row]);
    setOpened((before) => [...before, row.id]);
    setTimeout(() => document.getElementById(`${list}/${row.id}/${fields[0]!.name}`)?.focus(), 50);
  }

  function remove(row: EntryRow, name: string): void {
    set(rows.filter(({ id }) => id !== row.id));
    say(t('row.removed', { name }));
    place.current?.focus();
  }

  return (
    <Card id={list} title={title} className="scroll-mt-32">
      <div ref={place} tabIndex={-1} className="@container grid gap-4">
        {rows.length === 0 && <p className="text-solid-gray-700">{t(`row.none.${list}`)}</p>}
        <ul className="grid gap-3">
          {rows.map((row, at) => {
            const name = nameOf(row, part) || t('row.unnamed', { list: t(`row.${list}`) });
            return (
              <RowCard
                key={row.id}
                name={name}
                row={row}
                isOpen={opened.includes(row.id)}
                hasFault={fields.some(
                  (field) => part.faultOf(`${list}/${row.id}/${field.name}`) !== undefined,
                )}
                onToggle={(isOpen) =>
                  setOpened((before) => (isOpen ? [...before, row.id] : before.filter((id) => id !== row.id)))
                }
                buttons={
                  <>
                    {rows.length > 1 && (
                      <>
                        <Button look="quiet" disabled={at === 0} onClick={() => set(moved(rows, row.id, -1))}>
                          <span className="sr-only">{t('row.of', { name })}</span>
                          {t('row.up')}
                        </Button>
                        <Button
                          look="quiet"
                          disabled={at === rows.length - 1}
                          onClick={() => set(moved(rows, row.id, 1))}
                        >
                          <span className="sr-only">{t('row.of', { name })}</span>
                          {t('row.down')}
                        </Button>
                      </>
                    )}
                    <Button look="quiet" onClick={() => remove(row, name)}>
                      <span className="sr-only">{t('row.of', { name })}</span>
                      {t('row.remove')}
                    </Button>
                  </>
                }
              >
                <RowFields list={list} row={row} fields={fields} agencyId={agencyId} {...part} />
              </RowCard>
            );
          })}
        </ul>
        <Button look="secondary" className="w-fit" onClick={add}>
          {t(`row.add.${list}`)}
        </Button>
      </div>
    </Card>
  );
}

type RowCardProps = {
  name: string;
  row: EntryRow;
  isOpen: boolean;
  hasFault: boolean;
  onToggle: (isOpen: boolean) => void;
  buttons: React.ReactNode;
  children: React.ReactNode;
};

function RowCard({ name, row, isOpen, hasFault, onToggle, buttons, children }: RowCardProps) {
  const { t } = useTranslation('kit');
  const shown = isOpen || hasFault;
  const contentId = `row-${row.id}`;
  return (
    <li className="rounded-12 border border-solid-gray-420">
      <div className="flex flex-wrap items-center justify-between gap-x-3 px-2 py-1">
        <h3 className="min-w-0 flex-1">
          <button
            type="button"
            aria-expanded={shown}
            aria-controls={contentId}
            onClick={() => onToggle(!shown)}
            className="flex min-h-11 w-full items-center gap-2 rounded-8 px-2 text-left font-bold hover:bg-solid-gray-50"
          >
            <Icon name="chevronDown" className={shown ? 'size-5 rotate-180' : 'size-5'} />
            <span className="min-w-0 break-words">{name}</span>
            {hasFault && <StatusBadge tone="danger">{t('tone.error')}</StatusBadge>}
          </button>
        </h3>
        <div className="flex flex-wrap">{buttons}</div>
      </div>
      {shown && (
        <div id={contentId} className="grid gap-6 border-t border-solid-gray-300 p-4">
          {children}
        </div>
      )}
    </li>
  );
}

// One beside the other where there is room, but for what takes many words.
const wideKinds = ['text', 'codes', 'day'];

type RowFieldsProps = EntryPartProps & {
  list: EntryListName;
  row: EntryRow;
  fields: readonly FormField[];
  agencyId: string;
};

// What a service is comes first, then when it is open: that is what most come to change.
const beforeHours = ['kind', 'name'];

function RowFields({ fields, ...row }: RowFieldsProps) {
  const typed = fields.filter(({ name }) => !notTyped.includes(name));
  if (row.list !== 'services') return <FieldGrid fields={typed} {...row} />;
  const isFirst = ({ name }: FormField) => beforeHours.includes(name);
  return (
    <>
      <FieldGrid fields={typed.filter(isFirst)} {...row} />
      <ServiceOpening agencyId={row.agencyId} row={row.row} writing={row.writing} faultOf={row.faultOf} />
      <FieldGrid fields={typed.filter((field) => !isFirst(field))} {...row} />
    </>
  );
}

function FieldGrid({ list, row, fields, writing, choices, faultOf }: RowFieldsProps) {
  return (
    <div className="@container">
      <div className="grid items-start gap-6 @2xl:grid-cols-2">
        {fields.map((field) => (
          <div key={field.name} className={wideKinds.includes(field.kind) ? '@2xl:col-span-2' : undefined}>
            <EntryField
              field={field}
              path={`${list}/${row.id}/${field.name}`}
              value={row[field.name]}
              onChange={(value) => writing.setValue(`${list}/${row.id}/${field.name}`, value)}
              faultOf={faultOf}
              choices={choices}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

function nameOf(row: EntryRow, { choices }: EntryPartProps): string {
  const own = row['name'] || row['job'];
  const kind = choices.kindNames.get(row['kind'] as string);
  return [kind, own].filter((part) => typeof part === 'string' && part !== '').join('　');
}

function blankRow(list: EntryListName, fields: readonly FormField[]): EntryRow {
  const standards: Readonly<Record<EntryListName, Record<string, unknown>>> = {
    services: {},
    windows: { visibility: 'public' },
    traineeOffers: { visibility: 'members', reception: 'ask' },
  };
  const values = fields
    .filter(({ name }) => name !== 'sort')
    .map((field) => [field.name, standards[list][field.name] ?? emptyValue(field.kind)] as const);
  return { ...Object.fromEntries(values), id: `new-${newAttemptKey().slice(0, 12)}` };
}

function emptyValue(kind: string): unknown {
  if (['codes', 'lines', 'links'].includes(kind)) return [];
  if (kind === 'flag') return false;
  return kind === 'spans' ? {} : null;
}
