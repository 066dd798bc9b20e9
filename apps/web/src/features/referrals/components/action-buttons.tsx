import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Loaded } from '../../../components/loaded.js';
import { actionsQuery, type ReferralAction } from '../api/get-actions.js';
import type { Referral } from '../api/get-referral.js';
import { StepDialog } from './step-dialog.js';

/** The verbs that end something come last and look like it. */
const endings: readonly string[] = ['decline', 'fail', 'person_decline', 'cancel'];

type Offer = { lineId: string; version: number; action: ReferralAction };

type ActionButtonsProps = {
  referral: Referral;
  /** Only what can be done with this line. */
  lineId?: string;
  /** Says nothing where nothing can be done. */
  quiet?: boolean;
};

/** Rarely wanted, and not to be pressed by mistake. */
const rare: readonly string[] = ['person_decline'];

/** What the server says can be done now, and nothing else. */
export function ActionButtons({ referral, lineId: only, quiet = false }: ActionButtonsProps) {
  const { t } = useTranslation('referrals');
  const actions = useQuery(actionsQuery(referral.id));
  const [asking, setAsking] = useState<Offer>();
  return (
    <Loaded query={actions} lines={1}>
      {({ lines }) => {
        const shown = lines.filter(({ lineId }) => only === undefined || lineId === only);
        const offered = shown.flatMap(({ lineId, version, actions: list }) =>
          list.map((action) => ({ lineId, version, action })),
        );
        const forward = offered.filter(({ action }) => !endings.includes(action.action));
        const first = forward.find(({ action }) => !action.blocked);
        const ordered = [...forward, ...offered.filter(({ action }) => endings.includes(action.action))];
        return (
          <>
            {ordered.length === 0 && !quiet && <p className="text-solid-gray-700">{t('page.noActions')}</p>}
            <div className="no-print flex flex-wrap gap-3">
              {ordered
                .filter(({ action }) => !action.blocked && !rare.includes(action.action))
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
            <RareActions offers={ordered} onAsk={setAsking} />
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

function RareActions({ offers, onAsk }: { offers: readonly Offer[]; onAsk: (offer: Offer) => void }) {
  const { t } = useTranslation('referrals');
  const hidden = offers.filter(({ action }) => !action.blocked && rare.includes(action.action));
  if (hidden.length === 0) return null;
  return (
    <details className="no-print">
      <summary className="w-fit cursor-pointer rounded-4 py-1 underline">{t('page.moreActions')}</summary>
      <div className="mt-2 flex flex-wrap gap-3">
        {hidden.map((offer) => (
          <Button key={`${offer.lineId}${offer.action.action}`} look="secondary" onClick={() => onAsk(offer)}>
            {offer.action.label}
          </Button>
        ))}
      </div>
    </details>
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
