import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import { decidePublication, type Publication, publicationsQuery } from '../api/publications.js';
import { EntryFrame } from './entry-frame.js';

const channels = ['public_page', 'open_data'] as const;

/** Where the entry may be published, each place by itself; what is chosen holds at once. */
export function PublicationPage() {
  const { agencyId = '' } = useParams();
  const { t } = useTranslation('records');
  const { can } = useSession();
  const publications = useQuery(publicationsQuery(agencyId));
  return (
    <EntryFrame agencyId={agencyId} view="publication">
      <p className="text-solid-gray-700">{t('publication.lead')}</p>
      <Loaded query={publications}>
        {(rows) => (
          <div className="grid gap-4">
            {channels.map((channel) => (
              <ChannelCard
                key={channel}
                agencyId={agencyId}
                channel={channel}
                said={rows.find((row) => row.channel === channel)}
              />
            ))}
            <Card title={t('publication.leaflet')} aside={<State said={rows.find(isLeaflet)} />}>
              <p>{t('publication.leafletText')}</p>
              <p className="mt-2">
                <TextLink to={can.keepDirectory ? '/leaflets' : '/leaflet-consent'}>
                  {t('publication.leafletLink')}
                </TextLink>
              </p>
            </Card>
          </div>
        )}
      </Loaded>
    </EntryFrame>
  );
}

type ChannelCardProps = {
  agencyId: string;
  channel: (typeof channels)[number];
  said: Publication | undefined;
};

function ChannelCard({ agencyId, channel, said }: ChannelCardProps) {
  const { t } = useTranslation('records');
  const say = useSay();
  const name = t(`publication.${channel}`);
  const deciding = useMutation({
    mutationFn: decidePublication,
    onSuccess: (_, { agreed }) =>
      say(t(agreed ? 'publication.agreed' : 'publication.ended', { channel: name })),
  });
  const agreed = said?.agreed ?? false;
  return (
    <Card title={name} aside={<State said={said} />}>
      <p>{t(`publication.${channel}Text`)}</p>
      {said?.basis === 'open_source' && <p className="mt-2">{t('publication.openSource')}</p>}
      {said && (
        <p className="mt-2 text-dns-14N-130 text-solid-gray-700">
          {t('publication.decided', { moment: asMoment(said.decidedAt), name: said.decidedBy })}
        </p>
      )}
      {deciding.isError && <FailureNotice failure={deciding.error} />}
      <Button
        look={agreed ? 'secondary' : 'primary'}
        className="mt-3"
        busy={deciding.isPending}
        onClick={() => deciding.mutate({ agencyId, channel, agreed: !agreed })}
      >
        {agreed ? t('publication.off') : t('publication.on')}
        <span className="sr-only">（{name}）</span>
      </Button>
    </Card>
  );
}

function State({ said }: { said: Publication | undefined }) {
  const { t } = useTranslation('records');
  if (!said) return <StatusBadge tone="plain">{t('publication.state.never')}</StatusBadge>;
  return said.agreed ? (
    <StatusBadge tone="good">{t('publication.state.yes')}</StatusBadge>
  ) : (
    <StatusBadge tone="ended">{t('publication.state.no')}</StatusBadge>
  );
}

function isLeaflet({ channel }: Publication): boolean {
  return channel === 'leaflet';
}
