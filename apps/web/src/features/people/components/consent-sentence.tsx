import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { inEra } from '../../../lib/japanese-date.js';
import { readTypedDay } from '../../../lib/typed-day.js';
import { categoriesIn, purposesIn } from '../consent-cells.js';
import { cellsOfDraft, lastDayOf, type ConsentDraft } from '../consent-draft.js';

/** The decision read back as a sentence, so that it can be checked with the person. */
export function ConsentSentence({ draft }: { draft: ConsentDraft }) {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
  const { t: tTerms } = useTranslation('terms');
  const decided = readTypedDay(draft.decidedOn);
  const lastDay = lastDayOf(draft);
  const cells = cellsOfDraft(draft);
  const ready = cells.length > 0 && (draft.decision === 'ask' || decided.kind === 'day') && lastDay;
  if (!ready)
    return (
      <Card title={t('consentForm.summary')} className="bg-blue-50">
        <p className="text-solid-gray-700">{t('consentForm.tooFew')}</p>
      </Card>
    );
  const day = decided.kind === 'day' ? inEra(decided.day) : '';
  const sentences = {
    given: () => tConsents('sentence.given', { day, until: inEra(lastDay) }),
    refused: () => tConsents('sentence.refused', { day }),
    ask: () => tConsents('sentence.ask', { until: inEra(lastDay) }),
  };
  return (
    <Card title={t('consentForm.summary')} className="bg-blue-50">
      <p>{sentences[draft.decision]()}</p>
      <ul className="mt-2 list-disc pl-6">
        {draft.recipients.flatMap(({ id, name }) => {
          const own = cells.filter(({ agencyId }) => agencyId === id);
          return purposesIn(own).map((purpose) => (
            <li key={`${id} ${purpose}`}>
              {tConsents('changes.line', {
                agency: name,
                purpose: tTerms(`purpose.${purpose}`),
                categories: categoriesIn(own.filter((cell) => cell.purpose === purpose))
                  .map((category) => tTerms(`category.${category}`))
                  .join('、'),
              })}
            </li>
          ));
        })}
      </ul>
    </Card>
  );
}
