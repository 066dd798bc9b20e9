import { useTranslation } from 'react-i18next';
import { DownloadLink } from '../../../components/button.js';
import { Notice } from '../../../components/notice.js';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import { asMoment } from '../../../lib/japanese-date.js';
import type { LineConversation } from '../api/conversation.js';

type Appointment = LineConversation['appointments'][number];

const tones: Record<Appointment['state'], BadgeTone> = {
  offered: 'waiting',
  agreed: 'moving',
  cancelled: 'ended',
  kept: 'good',
  no_show: 'danger',
};

/** Meetings with the person: when, where, and how they came out. */
export function AppointmentList({ referralId, line }: { referralId: string; line: LineConversation }) {
  const { t } = useTranslation('conversation');
  if (line.appointments.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h3 className="text-std-17B-170">{t('appointments')}</h3>
      {line.noShowLimit && <Notice tone="warning">{t('noShowLimit')}</Notice>}
      {line.noShows > 0 && <p>{t('noShows', { count: line.noShows })}</p>}
      <ul className="grid gap-3">
        {line.appointments.map((one) => (
          <li key={one.id} className="grid gap-1 rounded-12 border border-solid-gray-300 p-3">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <StatusBadge tone={tones[one.state]}>{one.stateName}</StatusBadge>
              {one.startsAt ? (
                <strong>{asMoment(one.startsAt)}</strong>
              ) : (
                <span>{one.options.map(({ startsAt }) => asMoment(startsAt)).join('、')}</span>
              )}
              {one.state === 'offered' && one.ownOffer && <span>{t('ownOffer')}</span>}
            </p>
            {one.place && <p className="wrap-anywhere">{one.place}</p>}
            {one.link && <p className="wrap-anywhere">{one.link}</p>}
            {one.note && <p className="wrap-anywhere whitespace-pre-line">{one.note}</p>}
            {one.state === 'agreed' && (
              <DownloadLink
                look="quiet"
                className="justify-self-start"
                href={`/api/v1/referrals/${referralId}/recipients/${line.lineId}/appointment.ics`}
              >
                {t('calendar')}
              </DownloadLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
