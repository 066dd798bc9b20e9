import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../components/radio-group.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import { lastDayOf, periods, type Period } from '../consent-draft.js';
import type { useConsentDraft } from './use-consent-draft.js';

type ValidityFieldsProps = {
  drafting: ReturnType<typeof useConsentDraft>;
  errorOf: (field: string) => string | undefined;
};

/** Until when it shall count; the last day is said at once. */
export function ValidityFields({ drafting, errorOf }: ValidityFieldsProps) {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
  const { draft, change } = drafting;
  const lastDay = lastDayOf(draft);
  const support = () => {
    if (!lastDay) return undefined;
    if (lastDay === todayInTokyo()) return tConsents('form.endsTonight');
    return tConsents(draft.period === 'support' ? 'form.untilSupportEnds' : 'form.until', {
      day: inEra(lastDay),
    });
  };
  return (
    <>
      <RadioGroup
        name="period"
        label={t('consentForm.until')}
        support={support()}
        inline
        value={draft.period}
        onChange={(period) => change({ period: period as Period })}
        choices={periods.map((value) => ({ value, label: tConsents(`form.period.${value}`) }))}
        error={errorOf('validYears')}
      />
      {draft.period === 'other' && (
        <SeparatedDate
          name="until"
          label={t('consentForm.untilDay')}
          required
          value={draft.until}
          onChange={(until) => change({ until })}
          error={errorOf('until') ?? errorOf('validUntil')}
        />
      )}
    </>
  );
}
