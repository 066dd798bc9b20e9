import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { inEra } from '../../../lib/japanese-date.js';
import { readTypedDay } from '../../../lib/typed-day.js';
import { lastDayOf, type ConsentDraft } from '../consent-draft.js';

/** The decision read back as a sentence, so that it can be checked with the person. */
export function ConsentSentence({ draft }: { draft: ConsentDraft }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const decided = readTypedDay(draft.decidedOn);
  const lastDay = lastDayOf(draft);
  const ready = draft.recipients.length > 0 && draft.purposes.length > 0 && decided.kind === 'day' && lastDay;
  return (
    <Card title={t('consentForm.summary')} className="bg-blue-50">
      {ready ? (
        <>
          <p>
            {t(draft.decision === 'given' ? 'consentForm.summaryGiven' : 'consentForm.summaryRefused', {
              day: inEra(decided.day),
              until: inEra(lastDay),
              recipients: draft.recipients.map(({ name }) => name).join('、'),
              purposes: draft.purposes.map((purpose) => tTerms(`purpose.${purpose}`)).join('、'),
            })}
          </p>
          <ul className="mt-2 list-disc pl-6">
            {draft.recipients.map(({ id, name }) => (
              <li key={id}>
                {draft.recipients.length > 1 && `${name}：`}
                {(draft.told[id] ?? []).map((category) => tTerms(`category.${category}`)).join('、') || '―'}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="text-solid-gray-700">{t('consentForm.tooFew')}</p>
      )}
    </Card>
  );
}
