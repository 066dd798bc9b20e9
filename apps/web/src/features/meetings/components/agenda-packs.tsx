import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, DownloadLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Meter } from '../../../components/meter.js';
import { newAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { isBeingMade, orderPack, packsQuery, type Agenda, type Pack } from '../api/agenda.js';
import type { Meeting } from '../api/meetings.js';

/** Agenda and papers in one file; a worker makes it, and one may leave and come back. */
export function AgendaPacks({ meeting, agenda: { items, can } }: { meeting: Meeting; agenda: Agenda }) {
  const { t } = useTranslation('agenda');
  const packs = useQuery(packsQuery(meeting.id));
  const ordering = useMutation({ mutationFn: orderPack });
  const hasClosed = items.some(
    ({ visibility, papers }) =>
      visibility === 'secretariat' || papers.some((paper) => paper.visibility === 'secretariat'),
  );
  const audiences = hasClosed ? (['members', 'secretariat'] as const) : (['members'] as const);
  if (!can.keep && packs.data?.length === 0) return null;
  return (
    <Card title={t('packs.title')}>
      <div className="grid gap-4">
        {can.keep && (
          <>
            <p>{t('packs.lead')}</p>
            <div className="flex flex-wrap gap-2">
              {audiences.map((audience) => (
                <Button
                  key={audience}
                  look="secondary"
                  busy={ordering.isPending}
                  onClick={() => ordering.mutate({ meetingId: meeting.id, audience, key: newAttemptKey() })}
                >
                  {t(`packs.order.${audience}`)}
                </Button>
              ))}
            </div>
          </>
        )}
        {ordering.isError && <FailureNotice failure={ordering.error} />}
        <Loaded query={packs}>
          {(found) => (
            <ul className="divide-y divide-solid-gray-300">
              {found.map((pack) => (
                <li key={pack.id} className="py-2">
                  <PackRow pack={pack} />
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </div>
    </Card>
  );
}

function PackRow({ pack }: { pack: Pack }) {
  const { t } = useTranslation('agenda');
  const name = t('packs.name', { audience: pack.audienceName, no: pack.no });
  if (isBeingMade(pack)) return <Meter label={name} percent={pack.progress} text={pack.stateName} />;
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-x-3">
        <span className="font-bold">{name}</span>
        {pack.pages !== null && <span>{t('packs.pages', { count: pack.pages })}</span>}
        <span className="text-dns-14N-130 text-solid-gray-700">
          {t('packs.made', { at: asMoment(pack.createdAt) })}
        </span>
        {pack.state === 'done' ? (
          <DownloadLink look="quiet" href={`/api/v1/packs/${pack.id}/content`}>
            {t('papers.download')}
            <span className="sr-only">{t('of', { title: name })}</span>
          </DownloadLink>
        ) : (
          <span>{t('packs.failed')}</span>
        )}
      </div>
      {pack.leftOut.length > 0 && (
        <p className="text-dns-14N-130 wrap-anywhere">
          {t('packs.leftOut', { titles: pack.leftOut.join('、') })}
        </p>
      )}
    </div>
  );
}
