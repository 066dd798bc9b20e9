import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DayField } from '../../../components/day-field.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import { presentLine, type Referral } from '../api/get-referral.js';
import { agreeHandover, handoversQuery, type Handover } from '../api/particulars.js';

const movesWith: readonly (string | null)[] = ['handover', 'retention_end', 'graduate'];
const open: readonly string[] = ['accepted', 'in_progress', 'reported'];

/** Who is in charge of the person, since when, and until when both work side by side. */
export function HandoverCard({ referral }: { referral: Referral }) {
  const { t } = useTranslation('particulars');
  const concerns = referral.status !== 'draft' && movesWith.includes(referral.type);
  const handovers = useQuery({ ...handoversQuery(referral.id), enabled: concerns });
  const line = presentLine(referral);
  if (!concerns || !line) return null;
  const handover = handovers.data?.find(({ lineId }) => lineId === line.id);
  const maySet = referral.side === 'recipient' && open.includes(line.status) && !handover?.isOver;
  if (!handover && !open.includes(line.status)) return null;
  return (
    <Card title={t('handover.title')}>
      {handover ? <HandoverFacts handover={handover} /> : <p>{t('handover.none')}</p>}
      {maySet && (
        <HandoverForm
          key={handover?.version ?? 0}
          referralId={referral.id}
          lineId={line.id}
          version={line.version}
          handover={handover}
        />
      )}
    </Card>
  );
}

function HandoverFacts({ handover }: { handover: Handover }) {
  const { t } = useTranslation('particulars');
  const { movesOn, overlapUntil, fromAgency: from, toAgency: to, inCharge, isOver } = handover;
  const said = inCharge === 'recipient' ? 'handover.moved' : 'handover.moves';
  return (
    <div className="grid gap-1">
      <p>{t(said, { day: inEra(movesOn), from, to })}</p>
      {isOver ? (
        <p>{t('handover.over')}</p>
      ) : (
        overlapUntil && <p>{t('handover.overlap', { day: inEra(overlapUntil) })}</p>
      )}
    </div>
  );
}

type FormProps = { referralId: string; lineId: string; version: number; handover: Handover | undefined };

function HandoverForm({ referralId, lineId, version, handover }: FormProps) {
  const { t } = useTranslation('particulars');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const [movesOn, setMovesOn] = useState<string | null>(handover?.movesOn ?? todayInTokyo());
  const [overlapUntil, setOverlapUntil] = useState<string | null>(handover?.overlapUntil ?? null);
  const agreeing = useMutation({
    mutationFn: agreeHandover,
    onSuccess: () => say(t('handover.saved')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(movesOn ? [] : [{ field: 'movesOn', detail: t('handover.needDay') }]) || !movesOn)
      return;
    const days = { movesOn, overlapUntil };
    agreeing.mutate({ referralId, lineId, version, key: keyFor({ ...days, version }), ...days });
  }
  return (
    <details className="mt-3">
      <summary className="cursor-pointer text-blue-900 underline">{t('handover.set')}</summary>
      <form noValidate onSubmit={submit} className="mt-3 grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <DayField
          name="movesOn"
          label={t('handover.movesOn')}
          required
          value={movesOn}
          error={faults.of('movesOn')}
          onChange={setMovesOn}
        />
        <DayField
          name="overlapUntil"
          label={t('handover.overlapUntil')}
          support={t('handover.overlapSupport')}
          value={overlapUntil}
          error={faults.of('overlapUntil')}
          onChange={setOverlapUntil}
        />
        <Button type="submit" className="w-fit" busy={agreeing.isPending}>
          {t('handover.save')}
        </Button>
      </form>
    </details>
  );
}
