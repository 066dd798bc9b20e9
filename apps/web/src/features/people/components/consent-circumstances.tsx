import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { TextField } from '../../../components/text-field.js';
import { inEra } from '../../../lib/japanese-date.js';
import { consentMethods, type ConsentMethod } from '../../../lib/terms.js';
import { colleaguesQuery } from '../api/list-colleagues.js';
import { lastDayOf, needsWitness, periods, type ConsentDraft, type Period } from '../consent-draft.js';
import type { useConsentDraft } from './use-consent-draft.js';

type ConsentCircumstancesProps = {
  drafting: ReturnType<typeof useConsentDraft>;
  errorOf: (field: string) => string | undefined;
};

/** When, until when, how and by whom it was decided. */
export function ConsentCircumstances({ drafting, errorOf }: ConsentCircumstancesProps) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const { draft, change } = drafting;
  const colleagues = useQuery(colleaguesQuery).data ?? [];
  const lastDay = lastDayOf(draft);
  return (
    <Card>
      <div className="grid gap-6">
        <SeparatedDate
          name="decidedOn"
          label={t('consentForm.decidedOn')}
          required
          value={draft.decidedOn}
          onChange={(decidedOn) => change({ decidedOn })}
          error={errorOf('decidedOn')}
        />
        <RadioGroup
          name="period"
          label={t('consentForm.until')}
          support={
            lastDay && draft.period !== 'other' ? t('consentUntil', { day: inEra(lastDay) }) : undefined
          }
          inline
          value={draft.period}
          onChange={(period) => change({ period: period as Period })}
          choices={periods.map((value) => ({ value, label: t(`consentForm.untilPreset.${value}`) }))}
        />
        {draft.period === 'other' && (
          <SeparatedDate
            name="until"
            label={t('consentForm.untilDay')}
            required
            value={draft.until}
            onChange={(until) => change({ until })}
            error={errorOf('until')}
          />
        )}
        <RadioGroup
          name="method"
          label={t('consentForm.method')}
          inline
          value={draft.method}
          onChange={(method) => change({ method: method as ConsentMethod })}
          choices={consentMethods.map((value) => ({ value, label: tTerms(`method.${value}`) }))}
        />
        {needsWitness(draft.method) && (
          <TextField
            name="witness"
            label={t('consentForm.witness')}
            required
            autoComplete="off"
            value={draft.witness}
            onChange={(event) => change({ witness: event.target.value })}
            error={errorOf('witness')}
          />
        )}
        <RadioGroup
          name="givenBy"
          label={t('consentForm.givenBy')}
          inline
          value={draft.givenBy}
          onChange={(givenBy) => change({ givenBy: givenBy as ConsentDraft['givenBy'] })}
          choices={(['person', 'representative'] as const).map((value) => ({
            value,
            label: t(`consentForm.${value}`),
          }))}
        />
        {draft.givenBy === 'representative' && (
          <TextField
            name="representative"
            label={t('consentForm.representativeName')}
            support={t('consentForm.relationSupport')}
            required
            autoComplete="off"
            value={draft.representative}
            onChange={(event) => change({ representative: event.target.value })}
            error={errorOf('representative')}
          />
        )}
        <Select
          name="explainedBy"
          label={t('consentForm.explainedBy')}
          value={draft.explainedBy}
          onChange={(event) => change({ explainedBy: event.target.value })}
          choices={colleagues.map(({ accountId, name }) => ({ value: accountId, label: name }))}
          error={errorOf('explainedBy')}
          className="max-w-md"
        />
        <TextArea
          name="note"
          label={t('consentForm.note')}
          support={t('consentForm.noteSupport')}
          rows={2}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
          error={errorOf('note')}
        />
      </div>
    </Card>
  );
}
