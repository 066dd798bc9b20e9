import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { DayField } from '../../../components/day-field.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import type { useFaults } from '../../../components/use-faults.js';
import { meetingsQuery, type MeetingInput } from '../api/meetings.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { readNumber } from './typed-number.js';
import { useChoices } from './use-choices.js';

/** What is typed about a meeting. */
export type MeetingDraft = Required<
  Pick<MeetingInput, 'title' | 'mode' | 'from' | 'until' | 'onDemandFrom' | 'onDemandUntil' | 'preparesId'>
> & {
  day: string | null;
  allDay: boolean;
  isPublic: boolean;
  tz: string;
  venue: string;
  address: string;
  venueCapacity: string;
  webCapacity: string;
  webLink: string;
  webNote: string;
  note: string;
};

type MeetingFormProps = {
  draft: MeetingDraft;
  ownId?: string;
  /** Answers have been asked for already. */
  isAnnounced?: boolean;
  faults: ReturnType<typeof useFaults>;
  busy: boolean;
  onSubmit: (input: MeetingInput) => void;
};

/** What a meeting says about itself: only what belongs to how it is held is asked. */
export function MeetingForm({ draft, ownId, isAnnounced = false, faults, busy, onSubmit }: MeetingFormProps) {
  const { t } = useTranslation('meetings');
  const { t: tKit } = useTranslation('kit');
  const [typed, setTyped] = useState(draft);
  const modes = useChoices('mode');
  const ahead = useQuery(meetingsQuery({ from: todayInTokyo(), perPage: 100 })).data?.items ?? [];
  const change = (part: Partial<MeetingDraft>) => setTyped({ ...typed, ...part });
  const { mode } = typed;
  const atVenue = mode === 'venue' || mode === 'hybrid';
  const onWeb = mode === 'web' || mode === 'hybrid';
  const moved =
    isAnnounced && (['day', 'from', 'until', 'allDay'] as const).some((key) => typed[key] !== draft[key]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const [venueCapacity, webCapacity] = [readNumber(typed.venueCapacity), readNumber(typed.webCapacity)];
    const wrong = Object.entries({ venueCapacity, webCapacity }).filter(([, read]) => read === 'wrong');
    const faulty = wrong.map(([field]) => ({ field, detail: tKit('notNumber') }));
    if (faults.refuse(faulty) || venueCapacity === 'wrong' || webCapacity === 'wrong') return;
    // The server wants a time of day; for a whole day none counts.
    const clock = typed.allDay
      ? { from: '00:00', until: '23:59' }
      : { from: plain(typed.from), until: plain(typed.until) };
    onSubmit({ ...typed, ...clock, day: typed.day ?? '', venueCapacity, webCapacity });
  }

  const line = (
    field: 'title' | 'venue' | 'address' | 'webLink' | 'venueCapacity' | 'webCapacity',
    support?: string,
  ) => (
    <TextField
      name={field}
      label={t(`meetingForm.${field}`)}
      support={support}
      required={field === 'title'}
      inputMode={field.endsWith('Capacity') ? 'numeric' : undefined}
      autoComplete="off"
      value={typed[field]}
      error={faults.of(field)}
      onChange={(event) => change({ [field]: event.target.value })}
    />
  );
  const day = (field: 'day' | 'onDemandFrom' | 'onDemandUntil', required: boolean) => (
    <DayField
      name={field}
      label={t(`meetingForm.${field}`)}
      required={required}
      value={typed[field] ?? null}
      error={faults.of(field)}
      onChange={(value) => change({ [field]: value })}
    />
  );

  return (
    <form noValidate onSubmit={submit} className="grid max-w-2xl gap-6">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {line('title')}
      <Select
        name="mode"
        label={t('meetingForm.mode')}
        choices={modes}
        value={mode}
        onChange={(event) => change({ mode: event.target.value as MeetingInput['mode'] })}
      />
      {day('day', true)}
      <Checkbox
        label={t('meetingForm.allDay')}
        checked={typed.allDay}
        onChange={(event) => change({ allDay: event.target.checked })}
      />
      {!typed.allDay && (
        <div className="flex flex-wrap gap-x-6 gap-y-4">
          {(['from', 'until'] as const).map((field) => (
            <div key={field} className="w-60 max-w-full">
              <TextField
                name={field}
                label={t(`meetingForm.${field}`)}
                support={t(field === 'from' ? 'meetingForm.clockSupport' : 'meetingForm.untilSupport')}
                required
                autoComplete="off"
                value={typed[field]}
                error={faults.of(field)}
                onChange={(event) => change({ [field]: event.target.value })}
              />
            </div>
          ))}
        </div>
      )}
      {moved && <Notice>{t('meetingForm.movedWarning')}</Notice>}
      {atVenue && (
        <>
          {line('venue')}
          {line('address')}
          {line('venueCapacity')}
        </>
      )}
      {onWeb && (
        <>
          {line('webLink', t('meetingForm.webLinkSupport'))}
          <TextArea
            name="webNote"
            label={t('meetingForm.webNote')}
            rows={2}
            value={typed.webNote}
            error={faults.of('webNote')}
            onChange={(event) => change({ webNote: event.target.value })}
          />
          {line('webCapacity')}
        </>
      )}
      {mode === 'on_demand' && (
        <>
          {day('onDemandFrom', true)}
          {day('onDemandUntil', false)}
        </>
      )}
      <TextArea
        name="note"
        label={t('meetingForm.note')}
        rows={4}
        value={typed.note}
        error={faults.of('note')}
        onChange={(event) => change({ note: event.target.value })}
      />
      <Select
        name="preparesId"
        label={t('meetingForm.preparesId')}
        support={t('meetingForm.preparesSupport')}
        blank={t('meetingForm.noPrepares')}
        choices={ahead
          .filter(({ id }) => id !== ownId)
          .map(({ id, title, council }) => ({ value: id, label: `${council.name}　${title}` }))}
        value={typed.preparesId ?? ''}
        error={faults.of('preparesId')}
        onChange={(event) => change({ preparesId: event.target.value || null })}
      />
      <Checkbox
        label={t('meetingForm.isPublic')}
        checked={typed.isPublic}
        onChange={(event) => change({ isPublic: event.target.checked })}
      />
      <Button type="submit" busy={busy} className="justify-self-start">
        {t(ownId ? 'meetingForm.save' : 'meetingForm.create')}
      </Button>
    </form>
  );
}

/** A time of day as it is typed on any keyboard: `９：３０` is 09:30. */
function plain(time: string): string {
  const read = time.normalize('NFKC').replaceAll(/\s/g, '').replace('時', ':').replace('分', '');
  const [, hours, minutes] = /^(\d{1,2}):?(\d{2})?$/.exec(read) ?? [];
  return hours === undefined ? read : `${hours.padStart(2, '0')}:${minutes ?? '00'}`;
}
