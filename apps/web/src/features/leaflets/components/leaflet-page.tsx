import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { Meter } from '../../../components/meter.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { leafletQuery, type Leaflet } from '../api/get-leaflets.js';
import { countOf, leafletTones } from '../standing-look.js';
import { LeafletAgencies } from './leaflet-agencies.js';
import { LeafletClosing } from './leaflet-closing.js';
import { LeafletMap } from './leaflet-map.js';
import { LeafletPrints } from './leaflet-prints.js';
import { ProofsDialog } from './proofs-dialog.js';
import { RemindButton } from './remind-button.js';

/** One edition: who has agreed, the proofs, the files. */
export function LeafletPage() {
  const { t } = useTranslation('leaflets');
  const { leafletId = '' } = useParams();
  const leaflet = useQuery(leafletQuery(leafletId));
  const [sending, setSending] = useState(false);
  const now = leaflet.data;
  return (
    <Page
      title={now?.title ?? t('title')}
      trail={[{ to: '/leaflets', label: t('edition.trail') }]}
      badges={now && <StatusBadge tone={leafletTones[now.state]}>{now.stateName}</StatusBadge>}
      lead={now && t('edition.lead', { issuedOn: inEra(now.issuedOn), answerBy: inEra(now.answerBy) })}
      actions={
        now && (
          <>
            {now.can.sendProofs && <Button onClick={() => setSending(true)}>{t('proofs.send')}</Button>}
            {now.can.sendProofs && countOf(now, 'waiting') > 0 && <RemindButton leafletId={now.id} />}
            {now.can.change && (
              <ButtonLink look="secondary" to={`/leaflets/${now.id}/edit`}>
                {t('edition.edit')}
              </ButtonLink>
            )}
          </>
        )
      }
    >
      <Loaded query={leaflet}>
        {(edition) => (
          <>
            <Hints leaflet={edition} />
            <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
              <Card title={t('edition.progress')}>
                <div className="grid gap-5">
                  <Printed leaflet={edition} />
                  <LeafletAgencies leaflet={edition} />
                </div>
              </Card>
              <div className="grid gap-6">
                <LeafletPrints leaflet={edition} />
                <LeafletMap leaflet={edition} />
                <LeafletClosing leaflet={edition} />
              </div>
            </div>
            {sending && <ProofsDialog leafletId={edition.id} onClose={() => setSending(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Printed({ leaflet }: { leaflet: Leaflet }) {
  const { t } = useTranslation('leaflets');
  const printed = countOf(leaflet, 'agreed') + countOf(leaflet, 'stale');
  const { total } = leaflet;
  const text = t('edition.printed', { count: printed, total });
  return (
    <Meter
      label={t('print.lead')}
      percent={total === 0 ? 0 : Math.round((printed / total) * 100)}
      text={text}
    />
  );
}

/** What the secretariat should look at first. */
function Hints({ leaflet }: { leaflet: Leaflet }) {
  const { t } = useTranslation('leaflets');
  if (!leaflet.can.change) return null;
  const hints = [
    { name: 'stale', count: countOf(leaflet, 'stale') },
    { name: 'correction', count: countOf(leaflet, 'correction') },
    { name: 'unreachable', count: leaflet.unreachable },
  ] as const;
  const shown = hints.filter(({ count }) => count > 0);
  if (shown.length === 0) return null;
  return (
    <Notice tone="warning" title={t('edition.hints')}>
      <ul className="grid gap-2">
        {shown.map(({ name, count }) => (
          <li key={name}>
            <TextLink
              to={name === 'unreachable' ? '?unreachable=true' : `?standing=${name}`}
              preventScrollReset
              className="font-bold"
            >
              {t(`edition.${name}Title`, { count })}
            </TextLink>
            <span className="block">{t(`edition.${name}Text`)}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
