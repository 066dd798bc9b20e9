import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import type { DemoAccount } from '../api/demo-accounts.js';

type DemoPeopleProps = {
  people: readonly DemoAccount[];
  busy: boolean;
  onEnter: (person: DemoAccount) => void;
};

/** The people of the practice region, by agency; one press signs in. */
export function DemoPeople({ people, busy, onEnter }: DemoPeopleProps) {
  const { t } = useTranslation('session');
  const byAgency = Map.groupBy(people, (person) => person.agency);
  return (
    <section aria-labelledby="demo-people" className="@container rounded-16 bg-solid-gray-50 p-5">
      <h2 id="demo-people" className="text-std-20B-150">
        {t('demo.title')}
      </h2>
      <p className="mt-1 text-solid-gray-700">{t('demo.lead')}</p>
      <div className="mt-4 grid gap-4 @2xl:grid-cols-2">
        {[...byAgency].map(([agency, members]) => (
          <div key={agency} className="rounded-12 border border-solid-gray-300 bg-white p-4">
            <h3 className="text-std-16B-170">{agency}</h3>
            <ul className="mt-1 divide-y divide-solid-gray-200">
              {members.map((person) => (
                <li key={person.email} className="flex flex-wrap items-center justify-between gap-2 py-2">
                  <span>
                    {person.name}
                    <span className="block text-dns-14N-130 text-solid-gray-700">{person.roleName}</span>
                  </span>
                  <Button look="secondary" busy={busy} onClick={() => onEnter(person)}>
                    {t('demo.enter')}
                    <span className="sr-only">（{person.name}）</span>
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
