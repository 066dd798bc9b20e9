import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Card } from '../../../components/card.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { Loaded } from '../../../components/loaded.js';
import { Pager } from '../../../components/pager.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import type { Council } from '../api/councils.js';
import { councilMeetingsQuery } from '../api/meetings.js';
import { fiscalYearName, fiscalYearOf } from './fiscal-year.js';
import { MeetingList } from './meeting-list.js';

/** The meetings of a council in one fiscal year, or all of them with the newest first. */
export function CouncilMeetings({ council: { id } }: { council: Council }) {
  const { t } = useTranslation('meetings');
  const [params] = useSearchParams();
  const now = fiscalYearOf(todayInTokyo());
  const chosen = params.get('year') ?? String(now);
  const isAll = chosen === 'all';
  const page = Math.max(1, Number(params.get('page')) || 1);
  const meetings = useQuery(
    councilMeetingsQuery(id, isAll ? { order: 'newest', page } : { fiscalYear: Number(chosen) || now, page }),
  );
  return (
    <Card title={t('meetings.title')}>
      <div className="grid gap-4">
        <ChoiceLinks
          label={t('meetings.years')}
          choices={[
            ...[now + 1, now, now - 1].map((year) => ({
              to: `?year=${year}`,
              label: t('meetings.year', { year: fiscalYearName(year) }),
              chosen: chosen === String(year),
            })),
            { to: '?year=all', label: t('meetings.allYears'), chosen: isAll },
          ]}
        />
        <Loaded query={meetings}>
          {(found) => (
            <div>
              <MeetingList meetings={found.items} empty={t('meetings.none')} />
              <Pager page={found.page} perPage={found.perPage} total={found.total} />
            </div>
          )}
        </Loaded>
      </div>
    </Card>
  );
}
