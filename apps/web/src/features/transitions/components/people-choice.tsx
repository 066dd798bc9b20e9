import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { RemovableChip } from '../../../components/chip.js';
import { Fieldset } from '../../../components/fieldset.js';
import { Loaded } from '../../../components/loaded.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import { useSettled } from '../../../lib/use-settled.js';
import { mostMembers, ownPeopleQuery, peopleShown, type PeopleCharge } from '../api/cohorts.js';

/** Somebody who was chosen. */
export type ChosenPerson = { id: string; name: string };

const charges = ['all', 'mine', 'none'] as const;
const spans = [3, 6, 12, 24];

type PeopleChoiceProps = {
  chosen: readonly ChosenPerson[];
  onChange: (chosen: readonly ChosenPerson[]) => void;
  error?: string | undefined;
};

/** Chooses people of the own agency: by name, by whose they are, page by page. Who was chosen stays chosen. */
export function PeopleChoice({ chosen, onChange, error }: PeopleChoiceProps) {
  const { t } = useTranslation('transitions', { keyPrefix: 'cohorts.choice' });
  const [words, setWords] = useState('');
  const [charge, setCharge] = useState<PeopleCharge>('all');
  const [termMonths, setTermMonths] = useState<number>();
  const [page, setPage] = useState(1);
  const q = useSettled(words.trim());
  const people = useQuery(ownPeopleQuery({ q, charge, termMonths, page }));
  const isChosen = (id: string) => chosen.some((person) => person.id === id);
  const drop = (id: string) => onChange(chosen.filter((person) => person.id !== id));
  return (
    <Fieldset id="personIds" label={t('people', { most: mostMembers })} required error={error}>
      <div className="grid gap-3">
        <div className="grid gap-3 @2xl:grid-cols-[1fr_14rem_14rem]">
          <TextField
            id="peopleWords"
            label={t('words')}
            type="search"
            autoComplete="off"
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              setPage(1);
            }}
          />
          <Select
            id="peopleCharge"
            label={t('charge')}
            value={charge}
            choices={charges.map((value) => ({ value, label: t(`charges.${value}`) }))}
            onChange={(event) => {
              setCharge(event.target.value as PeopleCharge);
              setPage(1);
            }}
          />
          <Select
            id="peopleTerm"
            label={t('term')}
            value={String(termMonths ?? '')}
            blank={t('anyTerm')}
            choices={spans.map((span) => ({ value: String(span), label: t('termWithin', { months: span }) }))}
            onChange={(event) => {
              setTermMonths(Number(event.target.value) || undefined);
              setPage(1);
            }}
          />
        </div>
        <Loaded query={people}>
          {({ items, total }) => {
            const last = Math.max(1, Math.ceil(total / peopleShown));
            const left = items.filter(({ id }) => !isChosen(id));
            const room = mostMembers - chosen.length;
            return (
              <>
                <p role="status" className="text-solid-gray-700">
                  {t('found', { total, page, last })}
                </p>
                <div className="grid @2xl:grid-cols-2">
                  {items.map(({ id, name, kana }) => (
                    <Checkbox
                      key={id}
                      label={`${name}（${kana}）`}
                      checked={isChosen(id)}
                      disabled={!isChosen(id) && room <= 0}
                      onChange={(event) =>
                        event.target.checked ? onChange([...chosen, { id, name }]) : drop(id)
                      }
                    />
                  ))}
                </div>
                <div className="flex flex-wrap gap-3">
                  <Button look="quiet" disabled={page <= 1} onClick={() => setPage(page - 1)}>
                    {t('before')}
                  </Button>
                  <Button look="quiet" disabled={page >= last} onClick={() => setPage(page + 1)}>
                    {t('after')}
                  </Button>
                  <Button
                    look="quiet"
                    disabled={left.length === 0 || room <= 0}
                    onClick={() =>
                      onChange([...chosen, ...left.slice(0, room).map(({ id, name }) => ({ id, name }))])
                    }
                  >
                    {t('all')}
                  </Button>
                </div>
              </>
            );
          }}
        </Loaded>
        <p role="status" className="font-bold">
          {t('chosen', { count: chosen.length, most: mostMembers })}
        </p>
        {chosen.length > 0 && (
          <ul className="flex flex-wrap gap-2">
            {chosen.map(({ id, name }) => (
              <li key={id}>
                <RemovableChip name={name} onRemove={() => drop(id)} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Fieldset>
  );
}
