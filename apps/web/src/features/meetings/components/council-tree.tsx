import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { asMonthDay } from '../../../lib/japanese-date.js';
import type { CouncilLine } from '../api/councils.js';

/** Councils as a tree; what stands under a council that is not shown stands at the top. */
export function CouncilTree({ councils }: { councils: readonly CouncilLine[] }) {
  const shown = new Set(councils.map(({ id }) => id));
  const tops = councils.filter(({ parentId }) => parentId === null || !shown.has(parentId));
  return <Branch councils={tops} all={councils} />;
}

function Branch({ councils, all }: { councils: readonly CouncilLine[]; all: readonly CouncilLine[] }) {
  return (
    <ul className="grid gap-3">
      {councils.map((council) => {
        const under = all.filter(({ parentId }) => parentId === council.id);
        return (
          <li key={council.id} className="grid gap-3">
            <CouncilItem council={council} />
            {under.length > 0 && (
              <div className="ml-2 border-l-2 border-solid-gray-300 pl-4">
                <Branch councils={under} all={all} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function CouncilItem({ council }: { council: CouncilLine }) {
  const { t } = useTranslation('meetings');
  const { id, name, kindName, standing, seats, secretariat, nextStartsAt, nextMeetingId } = council;
  return (
    <div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink to={`/councils/${id}`}>{name}</TextLink>
        {standing !== 'knows' && (
          <StatusBadge tone={standing === 'keeps' ? 'moving' : 'plain'}>
            {t(`councils.standing.${standing}`)}
          </StatusBadge>
        )}
      </p>
      <p className="flex flex-wrap gap-x-4 text-dns-14N-130 text-solid-gray-700">
        <span>{kindName}</span>
        <span>{t('councils.secretariat', { name: secretariat.name })}</span>
        <span>{t('councils.seats', { count: seats })}</span>
        {nextStartsAt && nextMeetingId && (
          <TextLink to={`/meetings/${nextMeetingId}`}>
            {t('councils.next', { day: asMonthDay(nextStartsAt) })}
          </TextLink>
        )}
      </p>
    </div>
  );
}
