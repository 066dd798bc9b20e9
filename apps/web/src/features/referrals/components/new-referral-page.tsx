import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { EmptyState } from '../../../components/empty-state.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { agencyChoiceQuery } from '../../../lib/find-agencies.js';
import { ageOn, inEra } from '../../../lib/japanese-date.js';
import { useSettled } from '../../../lib/use-settled.js';
import { createDraft } from '../api/create-draft.js';
import { peopleChoicesQuery, personChoiceQuery, type PersonChoice } from '../api/find-people.js';

/** Begins a referral: first of all, about whom. */
export function NewReferralPage() {
  const { t } = useTranslation('referrals');
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const keyFor = useAttemptKey();
  const personId = params.get('person') ?? '';
  const agencyId = params.get('agency') ?? '';
  const agency = useQuery(agencyChoiceQuery(agencyId)).data;
  const drafting = useMutation({
    mutationFn: createDraft,
    onSuccess: ({ id }) => navigate(`/referrals/${id}/compose`, { replace: true }),
  });
  function begin(person: string): void {
    const draft = { personId: person, ...(agencyId ? { recipientAgencyIds: [agencyId] } : {}) };
    drafting.mutate({ draft, key: keyFor(draft) });
  }
  return (
    <Page
      title={t('start.title')}
      trail={[{ to: '/referrals', label: t('page.trail') }]}
      lead={
        <>
          <p>{t('start.lead')}</p>
          {agency && <p className="font-bold">{t('start.recipient', { agency: agency.name })}</p>}
        </>
      }
    >
      {drafting.isError && <FailureNotice failure={drafting.error} />}
      {personId ? (
        <ChosenPerson
          personId={personId}
          busy={drafting.isPending}
          onBegin={() => begin(personId)}
          onOther={() => setParams(agencyId ? { agency: agencyId } : {})}
        />
      ) : (
        <PersonPicker busy={drafting.isPending} onChoose={begin} />
      )}
    </Page>
  );
}

type ChosenPersonProps = { personId: string; busy: boolean; onBegin: () => void; onOther: () => void };

function ChosenPerson({ personId, busy, onBegin, onOther }: ChosenPersonProps) {
  const { t } = useTranslation('referrals');
  const person = useQuery(personChoiceQuery(personId));
  return (
    <Loaded query={person} lines={1}>
      {(chosen) => (
        <Card title={t('start.chosen', { name: chosen.name })}>
          <PersonFacts person={chosen} />
          <div className="mt-4 flex flex-wrap gap-3">
            <Button busy={busy} onClick={onBegin}>
              {t('start.begin')}
            </Button>
            <Button look="secondary" onClick={onOther}>
              {t('start.other')}
            </Button>
          </div>
        </Card>
      )}
    </Loaded>
  );
}

function PersonPicker({ busy, onChoose }: { busy: boolean; onChoose: (personId: string) => void }) {
  const { t } = useTranslation('referrals');
  const { t: tExchange } = useTranslation('exchange');
  const [words, setWords] = useState('');
  const people = useQuery(peopleChoicesQuery(useSettled(words.trim())));
  return (
    <div className="grid gap-4">
      <div className="max-w-2xl">
        <TextField
          label={t('start.box')}
          name="q"
          type="search"
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <Loaded query={people}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('start.noneTitle')}
              actions={<ButtonLink to="/people/new?for=referral">{t('start.register')}</ButtonLink>}
            >
              {words ? t('start.notFound') : t('start.none')}
            </EmptyState>
          ) : (
            <>
              <ul className="divide-y divide-solid-gray-300 border-y border-solid-gray-300">
                {items.map((person) => (
                  <li
                    key={person.id}
                    className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3"
                  >
                    <div className="min-w-0">
                      <p className="font-bold">{person.name}</p>
                      <PersonFacts person={person} />
                    </div>
                    <Button look="secondary" busy={busy} onClick={() => onChoose(person.id)}>
                      {t('start.choose')}
                      <span className="sr-only">（{person.name}）</span>
                    </Button>
                  </li>
                ))}
              </ul>
              {/* Whoever is not among them is not registered a second time for that. */}
              {total > items.length && <p>{t('start.others', { others: total - items.length })}</p>}
              <p className="flex flex-wrap gap-x-6 gap-y-2">
                <TextLink to="/people/new?for=referral">{t('start.register')}</TextLink>
                <TextLink to="/referrals/from-file">{tExchange('in.link')}</TextLink>
              </p>
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function PersonFacts({ person }: { person: PersonChoice }) {
  const { t } = useTranslation('referrals');
  return (
    <p className="text-solid-gray-700">
      {person.kana}
      {person.birthDate &&
        `　${inEra(person.birthDate)}（${t('start.age', { age: ageOn(person.birthDate) })}）`}
    </p>
  );
}
