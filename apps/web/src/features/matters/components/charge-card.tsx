import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Select } from '../../../components/select.js';
import { useSay } from '../../../components/toast.js';
import type { Schema } from '../../../lib/api-client.js';
import { inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import { chargesQuery, giveCharge, noteContact } from '../api/person-matters.js';

/** Who is in charge of the person, and when they were last heard of. */
export function ChargeCard({ person }: { person: Schema<'PersonView'> }) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const colleagues = (useQuery(chargesQuery).data ?? []).filter(({ hasLeft }) => !hasLeft);
  const [chosen, setChosen] = useState<string>();
  const giving = useMutation({ mutationFn: giveCharge, onSuccess: () => say(t('charge.changed')) });
  const noting = useMutation({ mutationFn: noteContact, onSuccess: () => say(t('charge.noted')) });
  const { inCharge } = person;
  const value = chosen ?? inCharge?.id ?? '';
  return (
    <Card title={t('charge.title')}>
      <div className="grid gap-4">
        <DescriptionList
          items={[
            {
              term: t('charge.who'),
              detail: inCharge
                ? inCharge.name + (inCharge.hasLeft ? t('charge.left') : '')
                : t('charge.none'),
            },
            {
              term: t('charge.contact'),
              detail: person.lastContactOn ? inEra(person.lastContactOn) : t('charge.never'),
            },
          ]}
        />
        {[giving, noting].map((one, at) => one.isError && <FailureNotice key={at} failure={one.error} />)}
        <Button
          look="secondary"
          className="justify-self-start"
          busy={noting.isPending}
          onClick={() => noting.mutate({ id: person.id, on: todayInTokyo() })}
        >
          {t('charge.noteToday')}
        </Button>
        <div className="flex flex-wrap items-end gap-3">
          <Select
            name="inCharge"
            label={t('charge.change')}
            blank={t('charge.none')}
            value={value}
            onChange={(event) => setChosen(event.target.value)}
            choices={colleagues.map(({ accountId, name }) => ({ value: accountId, label: name }))}
          />
          <Button
            look="secondary"
            busy={giving.isPending}
            onClick={() => giving.mutate({ id: person.id, accountId: value || null })}
          >
            {t('charge.save')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
