import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Select } from '../../../components/select.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { colleaguesQuery } from '../../../lib/colleagues.js';
import { inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import { readTypedDay, typedFrom } from '../../../lib/typed-day.js';
import { absencesQuery, endAbsence, noteAbsence, type Absence } from '../api/absences.js';

/** Who is away, and who looks after what they have taken. */
export function AbsencesPage() {
  const { t } = useTranslation('loop');
  const absences = useQuery(absencesQuery);
  return (
    <Page title={t('absences.title')} lead={t('absences.lead')}>
      <Loaded query={absences}>{(away) => <AbsenceList away={away} />}</Loaded>
      <AbsenceForm />
    </Page>
  );
}

function AbsenceList({ away }: { away: readonly Absence[] }) {
  const { t } = useTranslation('loop');
  const say = useSay();
  const ending = useMutation({ mutationFn: endAbsence, onSuccess: () => say(t('absences.ended')) });
  const columns: Column<Absence>[] = [
    { key: 'who', label: t('absences.who'), names: true, cell: ({ name }) => name },
    { key: 'deputy', label: t('absences.deputy'), cell: ({ deputyName }) => deputyName },
    {
      key: 'days',
      label: t('absences.days'),
      cell: ({ fromOn, untilOn }) => `${inEra(fromOn)}〜${inEra(untilOn)}`,
    },
    {
      key: 'do',
      label: t('absences.do'),
      cell: ({ id, name }) => (
        <Button look="secondary" busy={ending.isPending} onClick={() => ending.mutate(id)}>
          {t('absences.end')}
          <span className="sr-only">（{name}）</span>
        </Button>
      ),
    },
  ];
  if (away.length === 0) return <EmptyState title={t('absences.none')} />;
  return (
    <>
      {ending.isError && <FailureNotice failure={ending.error} />}
      <DataTable caption={t('absences.title')} columns={columns} rows={away} rowKey={({ id }) => id} />
    </>
  );
}

const nothingTyped = () => ({
  accountId: '',
  deputyId: '',
  fromOn: typedFrom(todayInTokyo()),
  untilOn: typedFrom(todayInTokyo()),
});

function AbsenceForm() {
  const { t } = useTranslation('loop');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const colleagues = useQuery(colleaguesQuery).data ?? [];
  const [typed, setTyped] = useState(nothingTyped);
  const noting = useMutation({
    mutationFn: noteAbsence,
    onSuccess: () => {
      say(t('absences.added'));
      setTyped(nothingTyped());
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const from = readTypedDay(typed.fromOn);
    const until = readTypedDay(typed.untilOn);
    const missing = [
      ...(['accountId', 'deputyId'] as const)
        .filter((field) => typed[field] === '')
        .map((field) => ({ field, detail: t('absences.needWho') })),
      ...(from.kind === 'day' ? [] : [{ field: 'fromOn', detail: t('absences.needDay') }]),
      ...(until.kind === 'day' ? [] : [{ field: 'untilOn', detail: t('absences.needDay') }]),
    ];
    if (faults.refuse(missing) || from.kind !== 'day' || until.kind !== 'day') return;
    const { accountId, deputyId } = typed;
    const absence = { accountId, deputyId, fromOn: from.day, untilOn: until.day };
    noting.mutate({ absence, key: keyFor(absence) });
  }
  return (
    <Card title={t('absences.add')}>
      <form noValidate onSubmit={submit} className="grid max-w-prose gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {(['accountId', 'deputyId'] as const).map((field) => (
          <Select
            key={field}
            id={field}
            label={t(field === 'accountId' ? 'absences.who' : 'absences.deputy')}
            required
            blank={t('absences.choose')}
            value={typed[field]}
            error={faults.of(field)}
            choices={colleagues}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
          />
        ))}
        {(['fromOn', 'untilOn'] as const).map((field) => (
          <SeparatedDate
            key={field}
            name={field}
            label={t(field === 'fromOn' ? 'absences.from' : 'absences.until')}
            required
            value={typed[field]}
            error={faults.of(field)}
            onChange={(day) => setTyped({ ...typed, [field]: day })}
          />
        ))}
        <Button type="submit" className="w-fit" busy={noting.isPending}>
          {t('absences.add')}
        </Button>
      </form>
    </Card>
  );
}
