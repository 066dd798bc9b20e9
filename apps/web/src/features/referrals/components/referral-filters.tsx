import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { RemovableChip } from '../../../components/chip.js';
import type { ReferralSearch } from '../api/list-referrals.js';
import { lineStatuses } from '../referral.codes.js';

const boxLook = 'min-h-11 rounded-8 border border-solid-gray-600 bg-white px-3';

/** Narrows a tray by whose turn it is and by state. */
export function ReferralFilters({ search }: { search: ReferralSearch }) {
  const { t } = useTranslation('referrals');
  const [, setParams] = useSearchParams();
  function change(name: 'turn' | 'status' | 'overdue' | 'claimed', value: string): void {
    setParams((before) => {
      const next = new URLSearchParams(before);
      next.delete('page');
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  }
  const offered = lineStatuses.filter((status) => status !== 'queued');
  return (
    <div className="no-print flex flex-wrap items-center gap-x-5 gap-y-2">
      <label className="flex items-center gap-2">
        <span>{t('list.turn')}</span>
        <select
          value={search.turn ?? ''}
          onChange={(event) => change('turn', event.target.value)}
          className={boxLook}
        >
          <option value="">{t('list.turns.all')}</option>
          <option value="own">{t('list.turns.own')}</option>
          <option value="other">{t('list.turns.other')}</option>
        </select>
      </label>
      <label className="flex items-center gap-2">
        <span>{t('list.status')}</span>
        <select
          value={search.status.length === 1 ? search.status[0] : ''}
          onChange={(event) => change('status', event.target.value)}
          className={boxLook}
        >
          <option value="">{t(search.status.length > 1 ? 'list.several' : 'list.allStatuses')}</option>
          {offered.map((status) => (
            <option key={status} value={status}>
              {t(`line.${status}`)}
            </option>
          ))}
        </select>
      </label>
      {search.box === 'received' && (
        <label className="flex items-center gap-2">
          <span>{t('list.claimed')}</span>
          <select
            value={search.claimed ?? ''}
            onChange={(event) => change('claimed', event.target.value)}
            className={boxLook}
          >
            <option value="">{t('list.claims.all')}</option>
            <option value="own">{t('list.claims.own')}</option>
            <option value="nobody">{t('list.claims.nobody')}</option>
          </select>
        </label>
      )}
      {search.overdue && <RemovableChip name={t('list.overdue')} onRemove={() => change('overdue', '')} />}
      {search.status.length > 1 &&
        search.status.map((status) => (
          <RemovableChip
            key={status}
            name={t(`line.${status}`)}
            onRemove={() => change('status', search.status.filter((other) => other !== status).join(','))}
          />
        ))}
    </div>
  );
}
