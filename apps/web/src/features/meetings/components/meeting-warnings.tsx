import { useTranslation } from 'react-i18next';
import { Notice } from '../../../components/notice.js';
import { daysUntil } from '../../../lib/japanese-date.js';
import type { Meeting } from '../api/meetings.js';

/** What whoever prepares a meeting should know about its day. */
export function MeetingWarnings({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetings');
  const { state, isKeeper, noticeDays, day, holiday, holidayKnown, clashes } = meeting;
  if (!isKeeper || (state !== 'draft' && state !== 'announced')) return null;
  const left = daysUntil(day);
  const warnings = [
    ...(state === 'draft' ? [t('meeting.draftText')] : []),
    ...(state === 'draft' && left >= 0 && left < noticeDays
      ? [t('meeting.noticeLate', { left, count: noticeDays })]
      : []),
    ...(holiday === null ? [] : [t('meeting.holiday', { name: holiday })]),
    ...(holidayKnown ? [] : [t('meeting.holidayUnknown')]),
    ...clashes.map(({ council, title }) => t('meeting.clash', { council, title })),
  ];
  return warnings.length === 0 ? null : (
    <Notice>
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </Notice>
  );
}
