import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { boxLook, FieldError } from '../../../components/field.js';
import { Fieldset } from '../../../components/fieldset.js';
import { Icon } from '../../../components/icon.js';
import { classes } from '../../../lib/classes.js';
import type { OpeningSpan } from '../api/opening-hours.js';
import { usualSpan, withoutPart, withPart } from './opening-drafts.js';

/** Says what is wrong with a field, by its path in the rules. */
export type FaultOf = (path: string) => string | undefined;

type OpeningSpansProps = {
  path: string;
  value: readonly OpeningSpan[];
  onChange: (spans: OpeningSpan[]) => void;
  faultOf: FaultOf;
  /** 時間, unless something else is asked. */
  label?: string;
  most?: number;
};

/** The spans of a day. The end of a day is 24:00 in the rules, and 0:00 in the browser's own field of time. */
export function OpeningSpans({ path, value, onChange, faultOf, label, most = 6 }: OpeningSpansProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.form' });
  const change = (at: number, span: Partial<OpeningSpan>) =>
    onChange(withPart(value, at, { ...value[at]!, ...span }));
  return (
    <Fieldset
      id={path}
      label={label ?? t('spans')}
      support={label === undefined && t('midnight')}
      error={faultOf(path)}
    >
      <ul className="grid gap-2 pt-1">
        {value.map((span, at) => (
          <li key={at} className="grid gap-1">
            <div className="flex flex-wrap items-center gap-2">
              <TimeField
                id={`${path}.${at}.from`}
                label={t('spanOf', { number: at + 1, edge: t('from') })}
                value={span.from}
                error={faultOf(`${path}.${at}.from`)}
                onChange={(from) => change(at, { from })}
              />
              <span aria-hidden="true">〜</span>
              <TimeField
                id={`${path}.${at}.to`}
                label={t('spanOf', { number: at + 1, edge: t('to') })}
                value={span.to === '24:00' ? '00:00' : span.to}
                error={faultOf(`${path}.${at}.to`)}
                onChange={(to) => change(at, { to: to === '00:00' ? '24:00' : to })}
              />
              {value.length > 1 && (
                <Button
                  look="quiet"
                  aria-label={t('removeSpan', { number: at + 1 })}
                  onClick={() => onChange(withoutPart(value, at))}
                >
                  <Icon name="close" />
                </Button>
              )}
            </div>
            <FieldError id={`${path}.${at}.from`} error={faultOf(`${path}.${at}.from`)} />
            <FieldError id={`${path}.${at}.to`} error={faultOf(`${path}.${at}.to`)} />
          </li>
        ))}
      </ul>
      {value.length < most && (
        <Button look="quiet" onClick={() => onChange([...value, nextSpan(value)])}>
          {t('addSpan')}
        </Button>
      )}
    </Fieldset>
  );
}

/** A span after the last one, so that a second one need not be typed from nothing. */
function nextSpan(spans: readonly OpeningSpan[]): OpeningSpan {
  const last = spans.at(-1);
  return last === undefined ? usualSpan : { from: last.to < '23:00' ? last.to : '', to: '' };
}

type TimeFieldProps = {
  id: string;
  label: string;
  value: string;
  error: string | undefined;
  onChange: (time: string) => void;
};

function TimeField({ id, label, value, error, onChange }: TimeFieldProps) {
  return (
    <input
      type="time"
      id={id}
      aria-label={label}
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? `${id}-error` : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={classes(boxLook, 'max-w-36 tabular-nums')}
    />
  );
}
