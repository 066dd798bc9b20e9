import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { TextLink } from '../../../components/text-link.js';
import { asClock, inEra } from '../../../lib/japanese-date.js';
import type { Meeting } from '../api/meetings.js';
import { fiscalYearName } from './fiscal-year.js';
import { useMeetingTime, viewersTime } from './use-meeting-time.js';

/** When, where and how a meeting is. */
export function MeetingAbout({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const time = useMeetingTime();
  const { council, link, prepares, preparedBy, yearNumber, fiscalYear, mode, state } = meeting;
  const theirs = viewersTime(meeting);
  const capacities = [
    meeting.venueCapacity && t('meeting.venueCapacity', { count: meeting.venueCapacity }),
    meeting.webCapacity && t('meeting.webCapacity', { count: meeting.webCapacity }),
  ];
  const onWeb = mode === 'web' || mode === 'hybrid';
  return (
    <Card title={t('meeting.about')}>
      <DescriptionList
        items={[
          {
            term: t('meeting.when'),
            detail:
              state === 'postponed' ? null : (
                <>
                  {time(meeting)}
                  {theirs && (
                    <span className="block text-solid-gray-700">
                      {t('meeting.viewerZone', { time: theirs })}
                    </span>
                  )}
                </>
              ),
          },
          { term: t('meeting.actual'), detail: meeting.actualStart && <Actual meeting={meeting} /> },
          { term: t('meeting.reason'), detail: meeting.reason },
          {
            term: t('meeting.council'),
            detail: (
              <>
                <TextLink to={`/councils/${council.id}`}>{council.name}</TextLink>
                {yearNumber !== null && (
                  <span className="block">
                    {t('meetings.yearNumber', { year: fiscalYearName(fiscalYear), count: yearNumber })}
                  </span>
                )}
              </>
            ),
          },
          { term: t('meeting.mode'), detail: meeting.modeName },
          { term: t('meeting.venue'), detail: [meeting.venue, meeting.address].filter(Boolean).join('\n') },
          { term: t('meeting.capacity'), detail: capacities.filter(Boolean).join('、') },
          {
            term: t('meeting.link'),
            detail: onWeb && (link ? <WebLink {...link} /> : t('meeting.linkLater')),
          },
          { term: t('meeting.onDemand'), detail: meeting.onDemandFrom && <OnDemand meeting={meeting} /> },
          { term: t('meeting.note'), detail: meeting.note },
          { term: t('meeting.isPublic'), detail: meeting.isPublic && t('meeting.publicYes') },
          {
            term: t('meeting.prepares'),
            detail: prepares && <TextLink to={`/meetings/${prepares.id}`}>{prepares.title}</TextLink>,
          },
          {
            term: t('meeting.preparedBy'),
            detail: preparedBy.length > 0 && (
              <ul>
                {preparedBy.map(({ id, title }) => (
                  <li key={id}>
                    <TextLink to={`/meetings/${id}`}>{title}</TextLink>
                  </li>
                ))}
              </ul>
            ),
          },
          { term: t('meeting.secretariat'), detail: meeting.secretariat },
        ]}
      />
    </Card>
  );
}

function WebLink({ link, note }: { link: string; note: string }) {
  return (
    <>
      {link && (
        <a href={link} rel="noreferrer" className="break-all text-blue-1000 underline">
          {link}
        </a>
      )}
      {note && <span className="block">{note}</span>}
    </>
  );
}

function Actual({ meeting: { actualStart, actualEnd } }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  if (!actualStart) return null;
  const from = asClock(new Date(actualStart));
  return actualEnd
    ? t('meeting.actualSpan', { from, until: asClock(new Date(actualEnd)) })
    : t('meeting.actualFrom', { from });
}

function OnDemand({ meeting: { onDemandFrom, onDemandUntil } }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  if (!onDemandFrom) return null;
  const from = inEra(onDemandFrom);
  return onDemandUntil
    ? t('meeting.onDemandSpan', { from, until: inEra(onDemandUntil) })
    : t('meeting.onDemandFrom', { from });
}
