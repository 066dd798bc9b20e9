import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import type { Council } from '../api/councils.js';
import { beginPlan, yearQuery, type CouncilYear } from '../api/year-plans.js';
import { fiscalYearName, fiscalYearOf } from './fiscal-year.js';
import { PlanEditor } from './plan-editor.js';
import { PlanSlots } from './plan-slots.js';
import { usePlannedTime, useStandingWords } from './plan-words.js';
import { readNumber } from './typed-number.js';
import { YearFiles } from './year-files.js';

/** The plan of a council for the fiscal year that is chosen on the page. */
export function CouncilYearCard({ council: { id } }: { council: Council }) {
  const [params] = useSearchParams();
  const chosen = Number(params.get('year')) || fiscalYearOf(todayInTokyo());
  const year = useQuery(yearQuery(id, chosen));
  return <Loaded query={year}>{(found) => <Year key={`${chosen}`} year={found} />}</Loaded>;
}

function Year({ year }: { year: CouncilYear }) {
  const { t } = useTranslation('meetingDates');
  const [editing, setEditing] = useState(false);
  const { plan, can, fiscalYear, council, hasTwoNames, others } = year;
  const title = `${t('year.name', { year: fiscalYearName(fiscalYear) })}の${t('year.title')}`;
  return (
    <Card
      title={title}
      aside={
        plan &&
        can.keep &&
        !editing && (
          <Button look="secondary" onClick={() => setEditing(true)}>
            {t('year.edit')}
          </Button>
        )
      }
    >
      {plan && editing ? (
        <PlanEditor key={plan.version} year={year} plan={plan} onDone={() => setEditing(false)} />
      ) : (
        <div className="grid gap-4">
          {plan ? <Planned year={year} /> : <p className="text-solid-gray-700">{t('year.noPlan')}</p>}
          {!plan && can.keep && <Beginning year={year} />}
          <Others year={year} />
          {(plan || others.length > 0) && (
            <YearFiles fiscalYear={fiscalYear} councilId={council.id} hasTwoNames={hasTwoNames} />
          )}
        </div>
      )}
    </Card>
  );
}

function Planned({ year }: { year: CouncilYear }) {
  const { t } = useTranslation('meetingDates');
  const words = useStandingWords();
  const { standing, plan } = year;
  return (
    <>
      <p>{words(year)}</p>
      {plan?.note && <p className="whitespace-pre-line text-solid-gray-700">{plan.note}</p>}
      {standing.isBehind && (
        <Notice tone="warning">
          {t('year.behind', { expected: standing.expected, held: standing.held })}
        </Notice>
      )}
      <PlanSlots year={year} />
    </>
  );
}

function Others({ year: { others, plan } }: { year: CouncilYear }) {
  const { t } = useTranslation('meetingDates');
  const time = usePlannedTime();
  if (!plan || others.length === 0) return null;
  return (
    <div>
      <h3 className="text-std-16B-170">{t('year.others')}</h3>
      <ul className="grid gap-1">
        {others.map((meeting) => (
          <li key={meeting.id}>
            <TextLink to={`/meetings/${meeting.id}`}>{meeting.title}</TextLink>　{time(meeting)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Beginning({ year: { council, fiscalYear, can } }: { year: CouncilYear }) {
  const { t } = useTranslation('meetingDates');
  const { t: tKit } = useTranslation('kit');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const [count, setCount] = useState('4');
  const beginning = useMutation({
    mutationFn: beginPlan,
    onSuccess: () => say(t('year.begun')),
    onError: faults.takeFailure,
  });
  const begin = (plannedCount: number, copiesYearBefore: boolean) => {
    const input = { fiscalYear, plannedCount, copiesYearBefore };
    beginning.mutate({ councilId: council.id, key: keyFor([council.id, input]), input });
  };

  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = readNumber(count);
    if (read === 'wrong' || read === null)
      faults.refuse([{ field: 'plannedCount', detail: tKit('notNumber') }]);
    else begin(read, false);
  }

  return (
    <form noValidate onSubmit={submit} className="no-print grid gap-4">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <div className="w-40">
        <TextField
          name="plannedCount"
          label={t('year.plannedCount')}
          inputMode="numeric"
          autoComplete="off"
          value={count}
          error={faults.of('plannedCount')}
          onChange={(event) => setCount(event.target.value)}
        />
      </div>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={beginning.isPending}>
          {t('year.begin')}
        </Button>
        {can.copyYearBefore && (
          <Button look="secondary" busy={beginning.isPending} onClick={() => begin(0, true)}>
            {t('year.copy')}
          </Button>
        )}
      </div>
    </form>
  );
}
