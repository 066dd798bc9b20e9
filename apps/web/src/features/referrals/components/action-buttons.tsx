import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Loaded } from '../../../components/loaded.js';
import { actionsQuery, type ReferralAction } from '../api/get-actions.js';
import type { Referral } from '../api/get-referral.js';
import { StepDialog } from './step-dialog.js';

/** The verbs that end something come last and look like it. */
const endings: readonly string[] = ['decline', 'fail', 'person_decline', 'cancel', 'mark_error'];

/** What the server says can be done now, and nothing else. */
export function ActionButtons({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals');
  const actions = useQuery(actionsQuery(referral.id));
  const [asking, setAsking] = useState<{ lineId: string; version: number; action: ReferralAction }>();
  return (
    <Loaded query={actions} lines={1}>
      {({ lines }) => {
        const offered = lines.flatMap(({ lineId, version, actions: list }) =>
          list.map((action) => ({ lineId, version, action })),
        );
        const forward = offered.filter(({ action }) => !endings.includes(action.action));
        const first = forward.find(({ action }) => !action.blocked);
        const ordered = [...forward, ...offered.filter(({ action }) => endings.includes(action.action))];
        return (
          <>
            {ordered.length === 0 && <p className="text-solid-gray-700">{t('page.noActions')}</p>}
            <div className="no-print flex flex-wrap gap-3">
              {ordered
                .filter(({ action }) => !action.blocked)
                .map((offer) => (
                  <Button
                    key={`${offer.lineId}${offer.action.action}`}
                    look={offer === first ? 'primary' : 'secondary'}
                    onClick={() => setAsking(offer)}
                  >
                    {offer.action.label}
                  </Button>
                ))}
            </div>
            <BlockedActions actions={ordered.map(({ action }) => action)} />
            {asking && (
              <StepDialog
                key={asking.action.action}
                referral={referral}
                lineId={asking.lineId}
                version={asking.version}
                action={asking.action}
                onClose={() => setAsking(undefined)}
              />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

/** What cannot be done yet, with what has to happen first. */
function BlockedActions({ actions }: { actions: readonly ReferralAction[] }) {
  const blocked = Map.groupBy(
    actions.filter((action) => action.blocked),
    (action) => action.blocked?.detail ?? '',
  );
  if (blocked.size === 0) return null;
  return (
    <ul className="grid gap-1 text-solid-gray-800">
      {[...blocked].map(([detail, stopped]) => (
        <li key={detail}>
          <strong>{stopped.map(({ label }) => `「${label}」`).join('')}</strong>
          {'　'}
          {detail}
        </li>
      ))}
    </ul>
  );
}
