import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Field } from '../../../components/field.js';
import { TextArea } from '../../../components/text-area.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import { readClocks, readDays, withOptions, type TypedOption } from './typed-options.js';
import { useMeetingTime } from './use-meeting-time.js';

type PollOptionsFieldProps = {
  options: readonly TypedOption[];
  error: string | undefined;
  isChange: boolean;
  onChange: (options: TypedOption[]) => void;
};

/** The days on offer: several are typed at once, at several times of day. */
export function PollOptionsField({ options, error, isChange, onChange }: PollOptionsFieldProps) {
  const { t } = useTranslation('meetingDates');
  const time = useMeetingTime();
  const [days, setDays] = useState('');
  const [clocks, setClocks] = useState('13:30-15:00');
  const [wrong, setWrong] = useState<{ days?: string; clocks?: string }>({});

  function add(): void {
    const [readDay, readClock] = [readDays(days, todayInTokyo()), readClocks(clocks)];
    if ('wrong' in readDay || 'wrong' in readClock) {
      setWrong({
        ...('wrong' in readDay ? { days: t('pollForm.wrongDays', { text: readDay.wrong }) } : {}),
        ...('wrong' in readClock ? { clocks: t('pollForm.wrongClocks', { text: readClock.wrong }) } : {}),
      });
      return;
    }
    setWrong({});
    onChange(withOptions(options, readDay.values, readClock.values));
    setDays('');
  }

  return (
    <div className="grid gap-4">
      <TextArea
        name="days"
        label={t('pollForm.days')}
        support={t('pollForm.daysSupport')}
        rows={2}
        value={days}
        error={wrong.days}
        onChange={(event) => setDays(event.target.value)}
      />
      <TextArea
        name="clocks"
        label={t('pollForm.clocks')}
        support={t('pollForm.clocksSupport')}
        rows={2}
        value={clocks}
        error={wrong.clocks}
        onChange={(event) => setClocks(event.target.value)}
      />
      <Button look="secondary" className="justify-self-start" onClick={add}>
        {t('pollForm.addDays')}
      </Button>
      <Field id="options" label={t('pollForm.options')} error={error} required>
        <ul id="options" tabIndex={-1} className="grid gap-1" aria-live="polite">
          {options.length === 0 && <li className="text-solid-gray-700">{t('pollForm.noOptions')}</li>}
          {options.map((option) => {
            const words = time({ ...option, tz: 'Asia/Tokyo' });
            return (
              <li
                key={`${option.day} ${option.from} ${option.until}`}
                className="flex flex-wrap items-center gap-x-3"
              >
                {words}
                <Button look="quiet" onClick={() => onChange(options.filter((other) => other !== option))}>
                  {t('pollForm.remove')}
                  <span className="sr-only">（{words}）</span>
                </Button>
              </li>
            );
          })}
        </ul>
      </Field>
      {isChange && <p className="text-solid-gray-700">{t('pollForm.removedKeeps')}</p>}
    </div>
  );
}
