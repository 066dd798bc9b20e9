import { useTranslation } from 'react-i18next';
import type { BadgeTone } from '../../../components/status-badge.js';
import type { CouncilYear, PlannedMeeting, PlanSlot } from '../api/year-plans.js';
import { useMeetingTime } from './use-meeting-time.js';

/** The colour of a slot; the word beside it says the same. */
export const slotTones: Readonly<Record<PlanSlot['state'], BadgeTone>> = {
  unscheduled: 'plain',
  polling: 'waiting',
  scheduled: 'moving',
  held: 'good',
  dropped: 'ended',
};

/** The months of a fiscal year in their order. */
export const fiscalMonths = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3] as const;

/** When a planned meeting is. */
export function usePlannedTime() {
  const { t } = useTranslation('meetingDates');
  const time = useMeetingTime();
  return (meeting: PlannedMeeting | null): string =>
    meeting === null || meeting.state === 'postponed'
      ? t('year.notYet')
      : time({ ...meeting, tz: 'Asia/Tokyo' });
}

/** Planned against held, in words. */
export function useStandingWords() {
  const { t } = useTranslation('meetingDates');
  return ({ standing }: CouncilYear): string =>
    t('year.figures', standing) +
    (standing.dropped > 0 ? t('year.dropped', { count: standing.dropped }) : '');
}
