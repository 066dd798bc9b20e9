import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { TextLink } from '../../../components/text-link.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import type { Council } from '../api/councils.js';
import type { Meeting } from '../api/meetings.js';
import {
  beginMinutes,
  councilActionsQuery,
  decisionsQuery,
  meetingActionsQuery,
  myActionsQuery,
  minutesOfMeetingQuery,
} from '../api/records.js';
import { ActionDialog } from './action-dialog.js';
import { ActionList } from './action-list.js';

/** What is written down about a meeting: its minutes, and what is to be done. */
export function MeetingRecords({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetingRecords');
  const [raising, setRaising] = useState(false);
  const actions = useQuery(meetingActionsQuery(meeting.id));
  const { id, state, isKeeper } = meeting;
  const parts = ['carried', 'raised'] as const;
  return (
    <>
      {!['draft', 'announced', 'postponed', 'cancelled'].includes(state) && <Minutes meeting={meeting} />}
      <Card
        title={t('actions.title')}
        aside={
          isKeeper &&
          state !== 'cancelled' && (
            <Button look="secondary" onClick={() => setRaising(true)}>
              {t('actions.raise')}
            </Button>
          )
        }
      >
        <Loaded query={actions}>
          {(found) => (
            <div className="grid gap-4">
              {parts
                .filter((part) => found[part].length > 0)
                .map((part) => (
                  <section key={part} className="grid gap-2">
                    <h3 className="font-bold">{t(`actions.${part}`)}</h3>
                    <ActionList items={found[part]} />
                  </section>
                ))}
              {found.carried.length + found.raised.length === 0 && (
                <p className="text-solid-gray-700">{t('actions.none')}</p>
              )}
            </div>
          )}
        </Loaded>
      </Card>
      {raising && (
        <ActionDialog
          where={{ councilId: meeting.council.id, meetingId: id }}
          onClose={() => setRaising(false)}
        />
      )}
    </>
  );
}

function Minutes({ meeting: { id } }: { meeting: Meeting }) {
  const { t } = useTranslation('meetingRecords');
  const navigate = useNavigate();
  const keyFor = useAttemptKey();
  const minutes = useQuery(minutesOfMeetingQuery(id));
  const beginning = useMutation({
    mutationFn: beginMinutes,
    onSuccess: () => void navigate(`/meetings/${id}/minutes`),
  });
  return (
    <Card title={t('minutes.title')}>
      {beginning.isError && <FailureNotice failure={beginning.error} />}
      <Loaded query={minutes}>
        {({ mayBegin, versions: [newest] }) =>
          newest ? (
            <p className="flex flex-wrap items-center gap-3">
              <span>
                {t('minutes.no', { no: newest.no })}　{newest.stateName}
              </span>
              <ButtonLink to={`/meetings/${id}/minutes`}>{t('minutes.open')}</ButtonLink>
            </p>
          ) : mayBegin ? (
            <div className="grid justify-items-start gap-3">
              <p>{t('minutes.begunLead')}</p>
              <Button
                busy={beginning.isPending}
                onClick={() => beginning.mutate({ meetingId: id, key: keyFor([id]) })}
              >
                {t('minutes.begin')}
              </Button>
            </div>
          ) : (
            <p className="text-solid-gray-700">{t('minutes.none')}</p>
          )
        }
      </Loaded>
    </Card>
  );
}

/** What a council has decided and what it has given to do, in short. */
export function CouncilRecords({ council: { id } }: { council: Council }) {
  const { t } = useTranslation('meetingRecords');
  const actions = useQuery(councilActionsQuery(id, 'open', 1));
  const decisions = useQuery(decisionsQuery(id, { perPage: 3 }));
  return (
    <>
      <Card
        title={t('actions.title')}
        aside={<TextLink to={`/councils/${id}/action-items`}>{t('actions.all')}</TextLink>}
      >
        <Loaded query={actions}>{({ items }) => <ActionList items={items.slice(0, 5)} />}</Loaded>
      </Card>
      <Card
        title={t('decisions.title')}
        aside={<TextLink to={`/councils/${id}/decisions`}>{t('decisions.all')}</TextLink>}
      >
        <Loaded query={decisions}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="text-solid-gray-700">{t('decisions.none')}</p>
            ) : (
              <ul className="grid gap-2">
                {items.map((decision) => (
                  <li key={decision.id}>
                    <span className="block text-dns-14N-130 text-solid-gray-700">{decision.label}</span>
                    <span className="whitespace-pre-wrap">{decision.text}</span>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

/** What the own agency has to do for any council; nothing where there is nothing. */
export function MyActions() {
  const { t } = useTranslation('meetingRecords');
  const mine = useQuery(myActionsQuery('open', 1)).data;
  if (!mine || mine.total === 0) return null;
  return (
    <Card title={t('actions.mineTitle')} aside={<TextLink to="/action-items">{t('actions.all')}</TextLink>}>
      <ActionList items={mine.items.slice(0, 5)} withCouncil />
    </Card>
  );
}
