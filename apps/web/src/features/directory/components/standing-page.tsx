import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { useSay } from '../../../components/toast.js';
import { inEra } from '../../../lib/japanese-date.js';
import { callOff, reopenAgency } from '../api/agency-standing.js';
import { agencyQuery, type Agency } from '../api/get-agency.js';
import { AnnouncedText } from './agency-standing.js';
import { EntryFrame } from './entry-frame.js';
import { ClosingForm, MovingForm, SuspensionForm } from './standing-forms.js';

type Asked = 'suspension' | 'moving' | 'closing';

/** What becomes of the agency: a rest, a move, an end; now or from a day. */
export function StandingPage() {
  const { agencyId = '' } = useParams();
  const agency = useQuery(agencyQuery(agencyId));
  return (
    <EntryFrame agencyId={agencyId} view="standing">
      <Loaded query={agency}>{(found) => <Standing key={found.version} agency={found} />}</Loaded>
    </EntryFrame>
  );
}

function Standing({ agency }: { agency: Agency }) {
  const { t } = useTranslation('records');
  const say = useSay();
  const [asked, setAsked] = useState<Asked>();
  const seen = { agencyId: agency.id, version: agency.version };
  const close = () => setAsked(undefined);
  const reopening = useMutation({ mutationFn: reopenAgency, onSuccess: () => say(t('standing.reopened')) });
  const callingOff = useMutation({ mutationFn: callOff, onSuccess: () => say(t('standing.calledOff')) });
  const failure = reopening.error ?? callingOff.error;
  return (
    <div className="grid gap-6">
      <p className="text-solid-gray-700">{t('standing.lead')}</p>
      {failure && <FailureNotice failure={failure} />}
      <Card title={t('standing.now')}>
        <p>{standingText(agency, t)}</p>
        {agency.statusNote && <p className="mt-1 whitespace-pre-line">{agency.statusNote}</p>}
        {agency.status !== 'active' && (
          <div className="mt-3 grid gap-2">
            <p className="text-dns-16N-130 text-solid-gray-700">{t('standing.reopenText')}</p>
            <Button className="w-fit" busy={reopening.isPending} onClick={() => reopening.mutate(seen)}>
              {t('standing.reopen')}
            </Button>
          </div>
        )}
      </Card>
      {agency.announced.length > 0 && (
        <Card title={t('standing.announced')}>
          <ul className="grid list-disc gap-1 pl-6">
            {agency.announced.map((change) => (
              <li key={change.id}>
                <AnnouncedText change={change} />
                {change.moves && change.address && `：${change.address}`}
              </li>
            ))}
          </ul>
          <Button
            look="secondary"
            className="mt-3"
            busy={callingOff.isPending}
            onClick={() => callingOff.mutate(seen)}
          >
            {t('standing.callOff')}
          </Button>
        </Card>
      )}
      {agency.status !== 'closed' && (
        <div className="grid gap-4 @4xl:grid-cols-3">
          <Choice name="suspend" onChoose={() => setAsked('suspension')} />
          <Choice name="move" onChoose={() => setAsked('moving')} />
          <Choice name="close" onChoose={() => setAsked('closing')} />
        </div>
      )}
      {asked === 'suspension' && <SuspensionForm seen={seen} onClose={close} />}
      {asked === 'moving' && <MovingForm seen={seen} agency={agency} onClose={close} />}
      {asked === 'closing' && <ClosingForm seen={seen} onClose={close} />}
    </div>
  );
}

function Choice({ name, onChoose }: { name: 'suspend' | 'move' | 'close'; onChoose: () => void }) {
  const { t } = useTranslation('records');
  return (
    <Card title={t(`standing.${name}`)}>
      <p className="mb-3">{t(`standing.${name}Text`)}</p>
      <Button look="secondary" onClick={onChoose}>
        {t(`standing.${name}`)}
      </Button>
    </Card>
  );
}

function standingText(
  { status, statusFrom, statusUntil }: Agency,
  t: ReturnType<typeof useTranslation<'records'>>['t'],
): string {
  const from = statusFrom ? inEra(statusFrom) : '';
  if (status === 'suspended' && statusUntil)
    return t('standing.suspendedUntil', { from, until: inEra(statusUntil) });
  return t(`standing.${status}`, { from });
}
