import { useTranslation } from 'react-i18next';
import type { Schema } from '../../lib/api-client.js';
import { todayInTokyo } from '../../lib/japanese-date.js';
import { RadioGroup } from '../radio-group.js';
import { Select } from '../select.js';
import { TextArea } from '../text-area.js';
import { TextField } from '../text-field.js';
import './texts.js';

type Request = Schema<'HeardWithdrawalRequest'>;

/** How a withdrawal was heard, as typed. */
export type Heard = {
  toldBy: Request['toldBy'];
  channel: Request['channel'];
  saidOn: string;
  saidTime: string;
  identityCheck: string;
  note: string;
};

/** At the desk, today: what is usual. */
export function usuallyHeard(): Heard {
  return {
    toldBy: 'person',
    channel: 'desk',
    saidOn: todayInTokyo(),
    saidTime: '',
    identityCheck: '',
    note: '',
  };
}

/** What is sent of it. */
export function heardRequest({ saidTime, note, ...heard }: Heard) {
  return {
    ...heard,
    identityCheck: heard.identityCheck.trim(),
    ...(saidTime ? { saidTime } : {}),
    ...(note.trim() ? { note: note.trim() } : {}),
  };
}

/** What is missing, field by field. */
export function useHeardFaults() {
  const { t } = useTranslation('followUps');
  return ({ identityCheck, saidOn }: Heard) => [
    ...(saidOn ? [] : [{ field: 'saidOn', detail: t('heard.needSaidOn') }]),
    ...(identityCheck.trim() ? [] : [{ field: 'identityCheck', detail: t('heard.needIdentityCheck') }]),
  ];
}

type HeardFieldsProps = {
  heard: Heard;
  onChange: (heard: Heard) => void;
  errorOf: (field: string) => string | undefined;
};

/** Who said it, how, when, and how they were known. No reason is asked for. */
export function HeardFields({ heard, onChange, errorOf }: HeardFieldsProps) {
  const { t } = useTranslation('followUps');
  const change = (part: Partial<Heard>) => onChange({ ...heard, ...part });
  return (
    <>
      <RadioGroup
        name="toldBy"
        label={t('heard.toldBy')}
        inline
        value={heard.toldBy}
        onChange={(value) => change({ toldBy: value as Heard['toldBy'] })}
        choices={(['person', 'representative'] as const).map((value) => ({
          value,
          label: t(`heard.${value}`),
        }))}
      />
      <div className="grid gap-5 @xl:grid-cols-3">
        <Select
          name="channel"
          label={t('heard.channel')}
          value={heard.channel}
          onChange={(event) => change({ channel: event.target.value as Heard['channel'] })}
          choices={(['desk', 'phone', 'letter', 'visit'] as const).map((value) => ({
            value,
            label: t(`heard.channels.${value}`),
          }))}
        />
        <TextField
          name="saidOn"
          type="date"
          label={t('heard.saidOn')}
          required
          max={todayInTokyo()}
          error={errorOf('saidOn')}
          value={heard.saidOn}
          onChange={(event) => change({ saidOn: event.target.value })}
        />
        <TextField
          name="saidTime"
          type="time"
          label={t('heard.saidTime')}
          error={errorOf('saidTime')}
          value={heard.saidTime}
          onChange={(event) => change({ saidTime: event.target.value })}
        />
      </div>
      <TextField
        name="identityCheck"
        label={t('heard.identityCheck')}
        support={t('heard.identityCheckSupport')}
        required
        error={errorOf('identityCheck')}
        value={heard.identityCheck}
        onChange={(event) => change({ identityCheck: event.target.value })}
      />
      <TextArea
        name="note"
        label={t('heard.note')}
        support={t('heard.noteSupport')}
        rows={2}
        value={heard.note}
        onChange={(event) => change({ note: event.target.value })}
      />
    </>
  );
}
