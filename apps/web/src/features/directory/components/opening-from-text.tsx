import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { TextField } from '../../../components/text-field.js';
import type { Schema } from '../../../lib/api-client.js';
import { openingProposalQuery, type OpeningRules, type OpeningSpan } from '../api/opening-hours.js';
import { usualSpan } from './opening-drafts.js';
import { ProposalNotice } from './opening-proposal.js';
import { OpeningSpans } from './opening-spans.js';

type Texts = Schema<'OpeningProposalRequest'>;

type OpeningFromTextProps = {
  /** Goes before the ids of the fields. */
  prefix: string;
  sourceText: string;
  onTake: (rules: OpeningRules) => void;
};

const days = ['weekday', 'saturday', 'sunday', 'holiday'] as const;

/** Reads rules out of a text such as leaflets have: 「第2・4土曜、日曜、祝日」 and the hours beside it. */
export function OpeningFromText({ prefix, sourceText, onTake }: OpeningFromTextProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.fromText' });
  const [texts, setTexts] = useState<Texts>({ closedDays: sourceText, weekday: usualSpan });
  const [asked, setAsked] = useState<Texts | undefined>();
  const proposal = useQuery({ ...openingProposalQuery(asked ?? texts), enabled: asked !== undefined });
  return (
    <details className="rounded-12 border border-solid-gray-420 p-4">
      <summary className="min-h-6 font-bold">{t('title')}</summary>
      <div className="mt-3 grid gap-4">
        <TextField
          id={`${prefix}closedDays`}
          label={t('closedDays')}
          support={t('closedDaysSupport')}
          maxLength={200}
          autoComplete="off"
          value={texts.closedDays}
          onChange={(event) => setTexts({ ...texts, closedDays: event.target.value })}
        />
        {days.map((day) => (
          <DayHours
            key={day}
            id={`${prefix}source.${day}`}
            label={t(day)}
            value={texts[day] ?? null}
            onChange={(span) => setTexts({ ...texts, [day]: span })}
          />
        ))}
        <Button look="secondary" className="justify-self-start" onClick={() => setAsked(texts)}>
          {t('read')}
        </Button>
        {proposal.isError && <FailureNotice failure={proposal.error} />}
        {proposal.data && asked && <ProposalNotice proposal={proposal.data} onTake={onTake} />}
      </div>
    </details>
  );
}

type DayHoursProps = {
  id: string;
  label: string;
  value: OpeningSpan | null;
  onChange: (span: OpeningSpan | null) => void;
};

function DayHours({ id, label, value, onChange }: DayHoursProps) {
  return (
    <div>
      <Checkbox
        id={`${id}.known`}
        label={label}
        checked={value !== null}
        onChange={(event) => onChange(event.target.checked ? usualSpan : null)}
      />
      {value !== null && (
        <OpeningSpans
          path={id}
          label={label}
          most={1}
          value={[value]}
          faultOf={() => undefined}
          onChange={([span]) => onChange(span ?? null)}
        />
      )}
    </div>
  );
}
