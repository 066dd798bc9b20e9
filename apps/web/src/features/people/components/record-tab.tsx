import { useTranslation } from 'react-i18next';
import { PersonTransitions } from './person-transitions.js';
import { TransitionCasesCard } from './transition-cases-card.js';
import { IdentitySection } from './identity-section.js';
import { usePerson } from './person-page.js';
import { RecordSection } from './record-section.js';

/** The record, section by section, in the same order everywhere. */
export function RecordTab() {
  const { t } = useTranslation('people');
  const person = usePerson();
  return (
    <div className="grid gap-4">
      <p className="text-solid-gray-700">{t('section.lead')}</p>
      <div className="grid gap-4 @4xl:grid-cols-2">
        <IdentitySection person={person} />
        <PersonTransitions personId={person.id} />
        <div className="@4xl:col-span-2">
          <TransitionCasesCard personId={person.id} />
        </div>
        {person.sheets.map((sheet) => (
          <RecordSection key={sheet.category} personId={person.id} sheet={sheet} />
        ))}
      </div>
    </div>
  );
}
