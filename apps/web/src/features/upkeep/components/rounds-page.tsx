import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { EmptyState } from '../../../components/empty-state.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { type Round, roundsQuery, startRound } from '../api/rounds.js';
import { upkeepQuery } from '../api/worklist.js';
import { useRoundName } from './round-name.js';
import { usePageNumber } from './use-page-number.js';

/** The rounds in which agencies were asked, and the way to start this year's. */
export function RoundsPage() {
  const { t } = useTranslation('upkeep');
  const rounds = useQuery(roundsQuery(usePageNumber()));
  const counts = useQuery(upkeepQuery);
  const [starting, setStarting] = useState(false);
  return (
    <Page
      title={t('round.listTitle')}
      lead={t('round.listLead')}
      trail={[{ to: '/upkeep', label: t('trail') }]}
      actions={
        <>
          <ButtonLink look="secondary" to="/upkeep/rounds/new">
            {t('round.startGroup')}
          </ButtonLink>
          {counts.data?.round === null && (
            <Button onClick={() => setStarting(true)}>{t('round.start')}</Button>
          )}
        </>
      }
    >
      <Loaded query={rounds}>
        {(found) =>
          found.total === 0 ? (
            <EmptyState title={t('round.none')} />
          ) : (
            <div>
              <ul className="grid gap-3">
                {found.items.map((round) => (
                  <RoundLine key={round.id} round={round} />
                ))}
              </ul>
              <Pager page={found.page} perPage={found.perPage} total={found.total} />
            </div>
          )
        }
      </Loaded>
      {starting && <StartDialog onClose={() => setStarting(false)} />}
    </Page>
  );
}

function RoundLine({ round }: { round: Round }) {
  const { t } = useTranslation('upkeep');
  const nameOf = useRoundName();
  const { all, confirmed, correcting } = round.counts;
  return (
    <li className="rounded-12 border border-solid-gray-420 p-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink to={`/upkeep/rounds/${round.id}`} className="font-bold">
          {nameOf(round)}
        </TextLink>
        <StatusBadge tone={round.endedAt ? 'ended' : 'moving'}>
          {round.endedAt ? t('round.ended') : t('round.open')}
        </StatusBadge>
      </p>
      <p className="text-solid-gray-700">
        {t('round.startedBy', { day: inEra(round.startedAt), name: round.startedBy })}　
        {t('round.progressText', { all, answered: confirmed + correcting })}
      </p>
    </li>
  );
}

function StartDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('upkeep');
  const say = useSay();
  const navigate = useNavigate();
  const keyOf = useAttemptKey();
  const starting = useMutation({
    mutationFn: () => startRound(keyOf('yearly')),
    onSuccess: ({ id }) => {
      say(t('round.started'));
      void navigate(`/upkeep/rounds/${id}`);
    },
  });
  return (
    <Dialog title={t('round.startTitle')} onClose={onClose}>
      <p>{t('round.startLead')}</p>
      {starting.isError && <FailureNotice failure={starting.error} />}
      <DialogActions onCancel={onClose}>
        <Button busy={starting.isPending} onClick={() => starting.mutate()}>
          {t('round.start')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
