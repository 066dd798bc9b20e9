import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Openings } from '../../../components/follow-ups/openings.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { endOpening, openedPackageQuery, type Opening, openingsQuery } from '../../../lib/emergencies.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { packageQuery } from '../api/get-package.js';
import type { Referral, ReferralLine } from '../api/get-referral.js';
import { EmergencyDialog } from './emergency-dialog.js';
import { PackageSections } from './package-sections.js';

/** What was opened of this referral in an emergency; the recipient can open it. */
export function EmergencyPart({ referral, line }: { referral: Referral; line: ReferralLine }) {
  const { t } = useTranslation('referralFollowUp');
  const openings = useQuery(openingsQuery(referral.id)).data ?? [];
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<Opening>();
  const live = openings.find(({ isOwn, live: isLive }) => isOwn && isLive);
  // What was asked for elsewhere on the page: whoever reads everything, or has only to receive it, needs no emergency.
  const told = useQuery({ ...packageQuery(referral.id), enabled: false }).data;
  const readsAll = line.status === 'sent' || told?.withheld.length === 0;
  const mayOpen = referral.side === 'recipient' && line.status !== 'error' && !live && !readsAll;
  if (!mayOpen && openings.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h3 className="font-bold">{t('emergency.title')}</h3>
      {mayOpen && (
        <>
          <p className="text-solid-gray-700">{t('emergency.lead')}</p>
          <Button look="secondary" className="justify-self-start" onClick={() => setAsking(true)}>
            {t('emergency.open')}
          </Button>
        </>
      )}
      <Openings
        openings={openings}
        ownActions={(opening) =>
          opening.isOwn && opening.live && <OwnActions opening={opening} onShow={() => setShown(opening)} />
        }
      />
      {live && shown?.id === live.id && <OpenedPackage opening={live} onHide={() => setShown(undefined)} />}
      {asking && <EmergencyDialog referral={referral} line={line} onClose={() => setAsking(false)} />}
    </section>
  );
}

function OwnActions({ opening, onShow }: { opening: Opening; onShow: () => void }) {
  const { t } = useTranslation('referralFollowUp');
  const say = useSay();
  const keyFor = useAttemptKey();
  const ending = useMutation({ mutationFn: endOpening, onSuccess: () => say(t('emergency.ended')) });
  return (
    <>
      <Button look="secondary" onClick={onShow}>
        {t('emergency.show')}
      </Button>
      <Button
        look="quiet"
        busy={ending.isPending}
        onClick={() => ending.mutate({ id: opening.id, key: keyFor(opening.id) })}
      >
        {t('emergency.end')}
      </Button>
      {ending.isError && <FailureNotice failure={ending.error} />}
    </>
  );
}

function OpenedPackage({ opening, onHide }: { opening: Opening; onHide: () => void }) {
  const { t } = useTranslation('referralFollowUp');
  const told = useQuery(openedPackageQuery(opening.id));
  return (
    <div className="grid gap-4 rounded-12 border-2 border-red-900 p-4">
      <Notice tone="error" live title={t('emergency.banner', { until: asMoment(opening.endsAt) })} />
      <Loaded query={told}>{({ sections }) => <PackageSections sections={sections} />}</Loaded>
      <Button look="secondary" className="justify-self-start" onClick={onHide}>
        {t('emergency.hide')}
      </Button>
    </div>
  );
}
