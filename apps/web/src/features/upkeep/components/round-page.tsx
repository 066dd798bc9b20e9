import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Meter } from '../../../components/meter.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { useSay } from '../../../components/toast.js';
import { inEra } from '../../../lib/japanese-date.js';
import { endRound, type Round, type RoundList, roundLists, roundQuery } from '../api/rounds.js';
import { useRoundName } from './round-name.js';
import { useRoundNarrowing } from './round-narrowing.js';
import { RoundRequests } from './round-requests.js';

/** One round: how far it has come, and who is in each list. */
export function RoundPage() {
  const { roundId = '' } = useParams();
  const round = useQuery(roundQuery(roundId));
  return <Loaded query={round}>{(found) => <RoundInFull round={found} />}</Loaded>;
}

function RoundInFull({ round }: { round: Round }) {
  const { t } = useTranslation('upkeep');
  const [params] = useSearchParams();
  const narrowing = useRoundNarrowing();
  const [ending, setEnding] = useState(false);
  const list: RoundList = roundLists.find((known) => known === params.get('list')) ?? 'waiting';
  const { counts, endedAt } = round;
  const answered = counts.confirmed + counts.correcting;
  return (
    <Page
      title={useRoundName()(round)}
      trail={[
        { to: '/upkeep', label: t('trail') },
        { to: '/upkeep/rounds', label: t('round.listTitle') },
      ]}
      badges={
        <StatusBadge tone={endedAt ? 'ended' : 'moving'}>
          {endedAt ? t('round.ended') : t('round.open')}
        </StatusBadge>
      }
      lead={t('round.startedBy', { day: inEra(round.startedAt), name: round.startedBy })}
      actions={
        <>
          {counts.unreachable > 0 && (
            <ButtonLink
              look="secondary"
              to={`/upkeep/rounds/${round.id}/phone?${new URLSearchParams(narrowing)}`}
            >
              {t('round.phoneList')}
            </ButtonLink>
          )}
          {!endedAt && (
            <Button look="quiet" onClick={() => setEnding(true)}>
              {t('round.end')}
            </Button>
          )}
        </>
      }
    >
      <Meter
        label={t('round.progress')}
        percent={counts.all === 0 ? 0 : Math.round((answered / counts.all) * 100)}
        text={t('round.progressText', {
          all: counts.all.toLocaleString('ja-JP'),
          answered: answered.toLocaleString('ja-JP'),
        })}
      />
      <ChoiceLinks
        label={t('round.lists')}
        choices={roundLists.map((name) => ({
          to: `?${new URLSearchParams({ ...narrowing, list: name })}`,
          label: t(`round.list.${name}`),
          count: counts[name],
          chosen: name === list,
        }))}
      />
      <RoundRequests roundId={round.id} list={list} isOpen={endedAt === null} />
      {ending && <EndDialog roundId={round.id} onClose={() => setEnding(false)} />}
    </Page>
  );
}

function EndDialog({ roundId, onClose }: { roundId: string; onClose: () => void }) {
  const { t } = useTranslation('upkeep');
  const say = useSay();
  const ending = useMutation({
    mutationFn: () => endRound(roundId),
    onSuccess: () => {
      say(t('round.endedSay'));
      onClose();
    },
  });
  return (
    <Dialog title={t('round.endTitle')} onClose={onClose}>
      <p>{t('round.endLead')}</p>
      {ending.isError && <FailureNotice failure={ending.error} />}
      <DialogActions onCancel={onClose}>
        <Button look="danger" busy={ending.isPending} onClick={() => ending.mutate()}>
          {t('round.end')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
