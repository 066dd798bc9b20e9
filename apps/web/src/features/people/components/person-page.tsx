import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Outlet, useOutletContext, useParams } from 'react-router';
import { ButtonLink } from '../../../components/button.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { TabLinks } from '../../../components/tab-links.js';
import { ageOn, inEra } from '../../../lib/japanese-date.js';
import { problemIn } from '../../../lib/problem.js';
import { personQuery, type Person } from '../api/get-person.js';
import { ReadingReasonForm } from './reading-reason-form.js';

/** A person of the own agency: record, consents, what was told. */
export function PersonPage() {
  const { personId = '' } = useParams();
  const person = useQuery(personQuery(personId));
  if (problemIn(person.error)?.code === 'person.many_read')
    return <ReadingReasonForm onExplained={() => void person.refetch()} />;
  return <Loaded query={person}>{(found) => <PersonContent person={found} />}</Loaded>;
}

/** The person of the page around a tab. */
export function usePerson(): Person {
  return useOutletContext<Person>();
}

function PersonContent({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  const { t: tSheets } = useTranslation('sheets');
  const base = `/people/${person.id}`;
  const facts = [
    person.kana,
    person.birthDate && `${inEra(person.birthDate)}（${t('age', { age: ageOn(person.birthDate) })}）`,
    t('person.number', { number: person.number }),
    person.status !== 'open' && person.statusName,
  ];
  return (
    <Page
      title={person.name}
      trail={[{ to: '/people', label: t('person.trail') }]}
      lead={facts.filter(Boolean).join('　')}
      actions={
        <>
          <ButtonLink look="secondary" to={`${base}/consents/new`}>
            {t('person.giveConsent')}
          </ButtonLink>
          <ButtonLink to={`/referrals/new?person=${person.id}`}>{t('person.refer')}</ButtonLink>
        </>
      }
    >
      <TabLinks
        label={t('person.tabs')}
        tabs={[
          { to: base, label: t('person.record'), end: true },
          { to: `${base}/sheets`, label: tSheets('tab') },
          { to: `${base}/attachments`, label: tSheets('filesTab') },
          { to: `${base}/consents`, label: t('person.consents') },
          { to: `${base}/disclosures`, label: t('person.disclosures') },
          { to: `${base}/matters`, label: t('person.matters') },
        ]}
      />
      {person.heldCells > 0 && (
        <Notice tone="warning" title={t('person.heldTitle')}>
          {t('person.held', { count: person.heldCells })}
        </Notice>
      )}
      <Outlet context={person} />
    </Page>
  );
}
