import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Loaded } from '../../../components/loaded.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { askingsQuery, consentTableQuery, type Asking } from '../api/askings.js';
import { consentsQuery, type Consent } from '../api/list-consents.js';
import { recipientsIn } from '../consent-cells.js';
import { ConsentCard } from './consent-card.js';
import { GroundsCard } from './grounds-card.js';
import { LiveTable } from './live-table.js';
import { usePerson } from './person-page.js';
import { WithdrawalRecords } from './withdrawal-records.js';

/** What may be told today, what is being asked, and every decision that led there. */
export function ConsentsTab() {
  const person = usePerson();
  const consents = useQuery(consentsQuery(person.id));
  const askings = useQuery(askingsQuery(person.id));
  return (
    <Loaded query={consents}>
      {(decisions) => (
        <Loaded query={askings}>
          {(open) => <Decisions personId={person.id} decisions={decisions} askings={open} />}
        </Loaded>
      )}
    </Loaded>
  );
}

type DecisionsProps = { personId: string; decisions: Consent[]; askings: Asking[] };

function Decisions({ personId, decisions, askings }: DecisionsProps) {
  const { t } = useTranslation('people');
  if (decisions.length + askings.length === 0) {
    return (
      <div className="grid gap-6">
        <EmptyState
          title={t('consent.noneTitle')}
          actions={<ButtonLink to={`/people/${personId}/consents/new`}>{t('person.giveConsent')}</ButtonLink>}
        >
          {t('consent.none')}
        </EmptyState>
        <GroundsCard personId={personId} />
      </div>
    );
  }
  return (
    <div className="grid gap-6">
      <LiveCard personId={personId} />
      {askings.length > 0 && <OpenAskings askings={askings} />}
      <section aria-labelledby="decisions" className="grid gap-4">
        <h2 id="decisions" className="text-std-20B-150">
          {t('consent.title')}
        </h2>
        {decisions.map((consent) => (
          <ConsentCard key={consent.id} consent={consent} before={beforeOf(consent, decisions)} />
        ))}
      </section>
      <WithdrawalRecords personId={personId} />
      <GroundsCard personId={personId} />
    </div>
  );
}

/** The revision or the older consent in whose place it stands. */
function beforeOf(consent: Consent, decisions: readonly Consent[]): Consent | undefined {
  return (
    decisions.find(
      ({ rootId, revision }) => rootId === consent.rootId && revision === consent.revision - 1,
    ) ?? decisions.find(({ supersededBy }) => supersededBy === consent.id)
  );
}

function LiveCard({ personId }: { personId: string }) {
  const { t } = useTranslation('people');
  const table = useQuery(consentTableQuery(personId));
  return (
    <Card title={t('matrix.title')}>
      <Loaded query={table}>
        {(found) => (
          <>
            <p className="mb-3 text-solid-gray-700">
              {found.live.length > 0 ? t('matrix.lead') : t('matrix.none')}
            </p>
            {found.live.length > 0 && <LiveTable table={found} caption={t('matrix.caption')} />}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function OpenAskings({ askings }: { askings: readonly Asking[] }) {
  const { t } = useTranslation('consents');
  return (
    <Card title={t('asking.open')}>
      <ul className="divide-y divide-solid-gray-300">
        {askings.map((asking) => (
          <li key={asking.id} className="py-3 first:pt-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <TextLink to={`/people/${asking.personId}/askings/${asking.id}`} className="font-bold">
                {t('asking.title', { number: asking.number })}
              </TextLink>
              <StatusBadge tone={asking.state === 'asked' ? 'moving' : 'waiting'}>
                {t(`asking.states.${asking.state}`)}
              </StatusBadge>
            </p>
            <p className="text-solid-gray-700">
              {recipientsIn(asking.cells)
                .map(({ name }) => name)
                .join('、')}
              {asking.askedAt && `　${t('asking.since', { moment: asMoment(asking.askedAt) })}`}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
