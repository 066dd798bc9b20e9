import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { BareCheckbox } from '../../../components/checkbox.js';
import type { Column } from '../../../components/data-table.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Icon } from '../../../components/icon.js';
import { Notice } from '../../../components/notice.js';
import { TextLink } from '../../../components/text-link.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import type { ReferralListItem } from '../api/list-referrals.js';
import { mostPrinted, orderPapers } from '../api/papers.js';

/** Choosing referrals of a tray to print, across its pages. */
export function usePaperSelection() {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return {
    chosen,
    toggle: (id: string) =>
      setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id])),
    add: (ids: readonly string[]) => setChosen((now) => [...new Set([...now, ...ids])]),
    clear: () => setChosen([]),
  };
}

export type PaperSelection = ReturnType<typeof usePaperSelection>;

/** The column with the squares. */
export function useSelectionColumn({ chosen, toggle }: PaperSelection): Column<ReferralListItem> {
  const { t } = useTranslation('papers');
  return {
    key: 'print',
    label: t('column'),
    cell: ({ id, number }) => (
      <BareCheckbox
        aria-label={t('select', { number })}
        checked={chosen.includes(id)}
        onChange={() => toggle(id)}
      />
    ),
  };
}

/** What is chosen, and printing it. */
export function PaperBar({ selection, shown }: { selection: PaperSelection; shown: readonly string[] }) {
  const { t } = useTranslation('papers');
  const { chosen, add, clear } = selection;
  const navigate = useNavigate();
  const keyFor = useAttemptKey();
  const ordering = useMutation({ mutationFn: orderPapers, onSuccess: () => navigate('/papers') });
  const isTooMany = chosen.length > mostPrinted;
  return (
    <div className="no-print grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <p role="status">
          {chosen.length === 0 ? t('none', { most: mostPrinted }) : t('chosen', { count: chosen.length })}
        </p>
        <Button look="quiet" onClick={() => add(shown)}>
          {t('all')}
        </Button>
        <TextLink to="/papers">{t('orders')}</TextLink>
        {chosen.length > 0 && (
          <>
            <Button look="quiet" onClick={clear}>
              {t('clear')}
            </Button>
            {!isTooMany && (
              <Button
                look="secondary"
                busy={ordering.isPending}
                onClick={() => ordering.mutate({ key: keyFor(chosen), referralIds: [...chosen] })}
              >
                <Icon name="print" />
                {t('print')}
              </Button>
            )}
          </>
        )}
      </div>
      {isTooMany && (
        <Notice tone="warning" live>
          {t('tooMany', { most: mostPrinted })}
        </Notice>
      )}
      {ordering.isError && <FailureNotice failure={ordering.error} />}
    </div>
  );
}
