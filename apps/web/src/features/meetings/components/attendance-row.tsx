import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import { isThere, type DraftLine } from './attendance-draft.js';

const states = ['present', 'late', 'left_early', 'excused', 'absent'] as const;
const ways = ['venue', 'web', 'on_demand'] as const;
const guestCapacities = ['guest', 'observer', 'staff'] as const;

type AttendanceRowProps = {
  draft: DraftLine;
  onChange: (part: Partial<DraftLine>) => void;
  onRemove: (() => void) | undefined;
};

/** One who was expected or came. */
export function AttendanceRow({ draft, onChange, onRemove }: AttendanceRowProps) {
  const { t } = useTranslation('attendance');
  const isGuest = draft.seatId === null;
  const [open, setOpen] = useState(
    Boolean(draft.substituteFor || draft.cameAt || draft.leftAt || draft.reason),
  );
  const id = (field: string) => `${draft.key}-${field}`;
  const text = (field: 'name' | 'substituteFor' | 'cameAt' | 'leftAt' | 'reason', label: string) => (
    <TextField
      id={id(field)}
      label={label}
      autoComplete="off"
      value={draft[field] ?? ''}
      onChange={(event) => onChange({ [field]: event.target.value })}
    />
  );
  const who = draft.substituteFor || draft.name;
  return (
    <li className="grid gap-3 rounded-12 border border-solid-gray-300 p-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        {isGuest ? (
          <div className="flex flex-wrap items-end gap-3">
            {text('name', t('guestName'))}
            <Select
              id={id('capacity')}
              label={t('capacity')}
              value={draft.capacity}
              choices={guestCapacities.map((code) => ({ value: code, label: t(`capacities.${code}`) }))}
              onChange={(event) => onChange({ capacity: event.target.value as DraftLine['capacity'] })}
            />
          </div>
        ) : (
          <p className="min-w-0">
            <span className="font-bold">{who}</span>
            <span className="block text-dns-14N-130 text-solid-gray-700">{draft.agencyName}</span>
          </p>
        )}
        <div className="flex flex-wrap items-end gap-3">
          <Select
            id={id('status')}
            label={
              <>
                {t('status')}
                <span className="sr-only">（{who}）</span>
              </>
            }
            blank={t('notYet')}
            value={draft.status}
            choices={states.map((code) => ({ value: code, label: t(`states.${code}`) }))}
            onChange={(event) => {
              const status = event.target.value as DraftLine['status'];
              onChange({ status, how: isThere(status) ? draft.how || 'venue' : '' });
            }}
          />
          {isThere(draft.status) && (
            <Select
              id={id('how')}
              label={t('how')}
              value={draft.how}
              choices={ways.map((code) => ({ value: code, label: t(`ways.${code}`) }))}
              onChange={(event) => onChange({ how: event.target.value as DraftLine['how'] })}
            />
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Checkbox label={t('details')} checked={open} onChange={() => setOpen(!open)} />
        {onRemove && (
          <Button look="quiet" onClick={onRemove}>
            {t('removeGuest')}
          </Button>
        )}
      </div>
      {open && (
        <div className="grid gap-3 @lg:grid-cols-2">
          {!isGuest && (
            <TextField
              id={id('substitute')}
              label={t('name')}
              autoComplete="off"
              value={draft.name}
              onChange={(event) => onChange(asPerson(draft, event.target.value))}
            />
          )}
          {text('cameAt', t('cameAtLabel'))}
          {text('leftAt', t('leftAtLabel'))}
          {text('reason', t('reason'))}
        </div>
      )}
    </li>
  );
}

/** Whoever is called otherwise than the holder of the seat is there for them. */
function asPerson(draft: DraftLine, name: string): Partial<DraftLine> {
  const holder = draft.substituteFor || draft.name;
  return name === holder
    ? { name, capacity: 'self', substituteFor: '' }
    : { name, capacity: 'substitute', substituteFor: holder };
}
