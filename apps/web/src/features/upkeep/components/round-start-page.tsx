import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Page } from '../../../components/page.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import type { AgencyChoice } from '../../../lib/find-agencies.js';
import {
  agencyTypesQuery,
  areasQuery,
  askAgencies,
  askGroup,
  groupAges,
  type RoundGroup,
  type RoundGroupCount,
  roundGroupQuery,
} from '../api/rounds.js';
import { PickedAgencies } from './picked-agencies.js';

const ways = ['group', 'picked'] as const;
type Way = (typeof ways)[number];

/** Asks some agencies: a group by type, area and age of the last confirmation, or those that are picked one by one. */
export function RoundStartPage() {
  const { t } = useTranslation('upkeep');
  const say = useSay();
  const navigate = useNavigate();
  const keyOf = useAttemptKey();
  const [way, setWay] = useState<Way>('group');
  const [group, setGroup] = useState<RoundGroup>({});
  const [picked, setPicked] = useState<readonly AgencyChoice[]>([]);
  const [none, setNone] = useState(false);
  const counted = useQuery(roundGroupQuery(group));
  const isNarrowed = Boolean(group.type || group.area || group.age);
  const count = way === 'picked' ? picked.length : isNarrowed ? (counted.data?.asked ?? 0) : 0;
  const asking = useMutation({
    mutationFn: () => {
      const agencyIds = picked.map(({ id }) => id);
      return way === 'group'
        ? askGroup({ key: keyOf(group), group })
        : askAgencies({ key: keyOf(agencyIds), agencyIds });
    },
    onSuccess: ({ id, counts }) => {
      say(t('entry.stale.sent', { count: counts.all, unreachable: counts.unreachable }));
      void navigate(`/upkeep/rounds/${id}`);
    },
  });
  return (
    <Page
      title={t('round.startGroup')}
      lead={t('round.groupLead')}
      trail={[
        { to: '/upkeep', label: t('trail') },
        { to: '/upkeep/rounds', label: t('round.listTitle') },
      ]}
    >
      <Card>
        <RadioGroup
          name="way"
          label={t('round.way.label')}
          value={way}
          onChange={(value) => {
            setNone(false);
            setWay(value === 'picked' ? 'picked' : 'group');
          }}
          choices={ways.map((value) => ({
            value,
            label: t(`round.way.${value}`),
            support: t(`round.way.${value}Means`),
          }))}
        />
      </Card>
      <Card title={t(`round.way.${way}`)}>
        {way === 'group' ? (
          <div className="grid gap-4">
            <GroupFields group={group} onChange={setGroup} />
            <p role="status" className="text-std-18B-160">
              {!isNarrowed && t('round.groupNone')}
              {isNarrowed && counted.data && t('round.groupCount', inFigures(counted.data))}
            </p>
            {isNarrowed && counted.isError && <FailureNotice failure={counted.error} />}
          </div>
        ) : (
          <div className="grid gap-4">
            <AgencyPicker
              name="agency"
              label={t('round.pick')}
              anyone
              except={picked.map(({ id }) => id)}
              onChoose={(agency) => setPicked((before) => [...before, agency])}
            />
            <PickedAgencies
              agencies={picked}
              onDrop={(id) => setPicked((before) => before.filter((one) => one.id !== id))}
            />
            <p>
              <TextLink to="/upkeep/stale">{t('round.pickStale')}</TextLink>
            </p>
          </div>
        )}
      </Card>
      {asking.isError && <FailureNotice failure={asking.error} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          busy={asking.isPending || (way === 'group' && counted.isFetching)}
          onClick={() => (count === 0 ? setNone(true) : asking.mutate())}
        >
          {count === 0 ? t('round.ask') : t('entry.stale.send', { count })}
        </Button>
        {none && count === 0 && (
          <p role="alert" className="text-red-1000">
            {t('round.nobody')}
          </p>
        )}
      </div>
    </Page>
  );
}

/** Numbers as they are read: 2,524. */
function inFigures({ asked, reachable, unreachable, waiting }: RoundGroupCount) {
  const figure = (count: number) => count.toLocaleString('ja-JP');
  return {
    asked: figure(asked),
    reachable: figure(reachable),
    unreachable: figure(unreachable),
    waiting: figure(waiting),
  };
}

function GroupFields({ group, onChange }: { group: RoundGroup; onChange: (group: RoundGroup) => void }) {
  const { t } = useTranslation('upkeep');
  const areas = useQuery(areasQuery).data ?? [];
  const types = useQuery(agencyTypesQuery).data ?? [];
  return (
    <div className="grid gap-4 @2xl:grid-cols-3">
      <Select
        label={t('round.narrow.area')}
        blank={t('round.narrow.everyArea')}
        value={group.area ?? ''}
        choices={areas
          .filter(({ level }) => level !== 'prefecture')
          .map(({ code, name }) => ({ value: code, label: name }))}
        onChange={({ target }) => onChange({ ...group, area: target.value })}
      />
      <Select
        label={t('round.narrow.type')}
        blank={t('round.narrow.everyType')}
        value={group.type ?? ''}
        choices={types.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={({ target }) => onChange({ ...group, type: target.value })}
      />
      <Select
        label={t('round.narrow.age')}
        blank={t('round.narrow.everyAge')}
        value={group.age ?? ''}
        choices={groupAges.map((value) => ({ value, label: t(`round.age.${value}`) }))}
        onChange={({ target }) =>
          onChange({ ...group, age: groupAges.find((age) => age === target.value) ?? null })
        }
      />
    </div>
  );
}
