import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../components/checkbox.js';
import { Fieldset } from '../../../components/fieldset.js';
import { TextArea } from '../../../components/text-area.js';
import type { Seat } from '../api/councils.js';
import type { InviteeInput } from '../api/polls.js';
import { readGuests } from './typed-options.js';

/** Who is asked, as the form keeps it. */
export type TypedPeople = {
  readonly seats: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly guests: string;
};

/** Those who are asked; or the line that cannot be read. */
export function inviteesOf({ seats, required, guests }: TypedPeople): InviteeInput[] | { wrong: string } {
  const read = readGuests(guests);
  if ('wrong' in read) return read;
  return [
    ...[...seats].map((seatId) => ({ seatId, isRequired: required.has(seatId) })),
    ...read.values.map((guest) => ({ ...guest, isRequired: false })),
  ];
}

type PollPeopleFieldProps = {
  seats: readonly Seat[];
  people: TypedPeople;
  errors: { invitees: string | undefined; guests: string | undefined };
  onChange: (people: TypedPeople) => void;
};

/** Seats to tick, each with whether nothing happens without it, and people beside the council. */
export function PollPeopleField({ seats, people, errors, onChange }: PollPeopleFieldProps) {
  const { t } = useTranslation('meetingDates');
  const toggle = (set: ReadonlySet<string>, id: string) => {
    const next = new Set(set);
    if (!next.delete(id)) next.add(id);
    return next;
  };
  return (
    <>
      <Fieldset
        id="invitees"
        label={t('pollForm.invitees')}
        support={t('pollForm.inviteesSupport')}
        error={errors.invitees}
        required
      >
        <ul className="grid">
          {seats.map(({ id, agency, name, roleName, email }) => (
            <li key={id} className="flex flex-wrap gap-x-6 border-b border-solid-gray-300 py-1">
              <Checkbox
                className="min-w-0 flex-1 basis-60"
                label={[agency.name, name].filter(Boolean).join('　')}
                support={[roleName, email ? '' : t('pollForm.noMail')].filter(Boolean).join('・')}
                checked={people.seats.has(id)}
                onChange={() => onChange({ ...people, seats: toggle(people.seats, id) })}
              />
              {people.seats.has(id) && (
                <Checkbox
                  label={
                    <>
                      {t('pollForm.required')}
                      <span className="sr-only">（{name ?? agency.name}）</span>
                    </>
                  }
                  checked={people.required.has(id)}
                  onChange={() => onChange({ ...people, required: toggle(people.required, id) })}
                />
              )}
            </li>
          ))}
        </ul>
      </Fieldset>
      <TextArea
        name="guests"
        label={t('pollForm.guests')}
        support={t('pollForm.guestsSupport')}
        rows={2}
        value={people.guests}
        error={errors.guests}
        onChange={(event) => onChange({ ...people, guests: event.target.value })}
      />
    </>
  );
}
