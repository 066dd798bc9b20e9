import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Icon } from '../../../components/icon.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextField } from '../../../components/text-field.js';
import { PhoneLink, TextLink } from '../../../components/text-link.js';
import type { Schema } from '../../../lib/api-client.js';
import { problemIn } from '../../../lib/problem.js';
import { inChargeQuery } from '../api/get-in-charge.js';

/** Who is in charge of this address? The place stands in the address of the page. */
export function InChargePage() {
  const { t } = useTranslation('directory');
  const [params, setParams] = useSearchParams();
  const asked = params.get('place') ?? '';
  const [place, setPlace] = useState(asked);
  const found = useQuery(inChargeQuery(asked));
  const refused = problemIn(found.error)?.fields[0]?.detail;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (place.trim() !== '') setParams({ place: place.trim() });
  }
  return (
    <Page
      title={t('search.inChargePage.title')}
      trail={[{ to: '/agencies', label: t('search.title') }]}
      lead={t('search.inChargePage.lead')}
    >
      <form role="search" onSubmit={submit} className="no-print flex max-w-3xl flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <TextField
            label={t('search.inChargePage.place')}
            support={t('search.inChargePage.placeSupport')}
            name="place"
            type="search"
            maxLength={200}
            autoComplete="street-address"
            value={place}
            error={refused}
            onChange={(event) => setPlace(event.target.value)}
          />
        </div>
        <Button type="submit">
          <Icon name="search" />
          {t('search.inChargePage.submit')}
        </Button>
      </form>
      {asked !== '' && !refused && (
        <Loaded query={found} lines={8}>
          {({ area, groups }) => area && <Answer area={area} groups={groups} />}
        </Loaded>
      )}
    </Page>
  );
}

type AnswerProps = { area: Schema<'InChargeAreaView'>; groups: Schema<'InChargeView'>['groups'] };

function Answer({ area, groups }: AnswerProps) {
  const { t } = useTranslation('directory');
  return (
    <section aria-labelledby="in-charge" className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="in-charge" className="text-std-22B-150">
          {t('search.inChargePage.heading', { name: area.name })}
          {area.around.length > 0 && (
            <span className="text-std-16N-170">
              {t('search.inChargePage.around', { around: [...area.around].reverse().join(' ') })}
            </span>
          )}
        </h2>
        <div className="no-print flex flex-wrap gap-3">
          <ButtonLink look="secondary" to={`/agencies?area=${area.code}`}>
            {t('search.inChargePage.search')}
          </ButtonLink>
          <Button look="quiet" onClick={() => window.print()}>
            <Icon name="print" />
            {t('search.print')}
          </Button>
        </div>
      </div>
      <dl className="grid">
        {groups.map(({ type, agencies }) => (
          <div
            key={type.code}
            className="grid gap-x-6 gap-y-1 border-b border-solid-gray-420 py-3 keep-together @3xl:grid-cols-[16rem_minmax(0,1fr)]"
          >
            <dt className="text-std-16B-170">{type.name}</dt>
            {agencies.length === 0 ? (
              <dd className="text-solid-gray-700">{t('search.inChargePage.nobody')}</dd>
            ) : (
              agencies.map((agency) => (
                <dd key={agency.id} className="@3xl:col-start-2">
                  <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
                    <TextLink to={`/agencies/${agency.id}`} className="inline-block min-h-6 font-bold">
                      {agency.name}
                    </TextLink>
                    {agency.status === 'suspended' && (
                      <StatusBadge tone="ended">{t('search.suspended')}</StatusBadge>
                    )}
                    {agency.phone && <PhoneLink number={agency.phone} />}
                  </span>
                  <span className="block text-dns-14N-130 text-solid-gray-700">{agency.address}</span>
                </dd>
              ))
            )}
          </div>
        ))}
      </dl>
      {groups.some(({ agencies }) => agencies.length === 0) && (
        <p className="text-dns-14N-130 text-solid-gray-700">{t('search.inChargePage.nobodyHint')}</p>
      )}
    </section>
  );
}
