import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../components/loaded.js';
import { Timeline } from '../../../components/timeline.js';
import { eventsQuery } from '../api/get-events.js';

/** What happened to a referral, newest first. */
export function EventTimeline({ referralId }: { referralId: string }) {
  const { t } = useTranslation('referrals');
  const events = useQuery(eventsQuery(referralId));
  return (
    <Loaded query={events}>
      {(happened) =>
        happened.length === 0 ? (
          <p>{t('page.noTimeline')}</p>
        ) : (
          <Timeline
            happenings={[...happened].reverse().map((event) => ({
              id: event.id,
              at: event.at,
              what: t(`event.${event.verb}`),
              who: event.byAgency ? (
                <>
                  {event.byAgency} <span className="whitespace-nowrap">{event.byName}</span>
                </>
              ) : (
                t('event.byRule')
              ),
              note: (
                <>
                  {event.reasonName && (
                    <p>
                      {t('page.reasonLine', { reason: event.reasonName, attribution: event.attributionName })}
                    </p>
                  )}
                  {event.note && <p className="whitespace-pre-line">{event.note}</p>}
                </>
              ),
            }))}
          />
        )
      }
    </Loaded>
  );
}
