import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Select } from '../../../components/select.js';
import type { Referral } from '../api/get-referral.js';
import { recipientSightQuery } from '../api/packages.js';
import { PackageSections } from './package-sections.js';

/** What one recipient sees at this moment, for the sender to make sure. */
export function RecipientSight({ referral }: { referral: Referral }) {
  const { t } = useTranslation('packages');
  const [shown, setShown] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const lineId = chosen ?? referral.lines.at(-1)?.id;
  if (referral.side !== 'source' || !lineId) return null;
  return (
    <Card title={t('sight')}>
      <p className="mb-3 text-solid-gray-700">{t('sightLead')}</p>
      {referral.lines.length > 1 && (
        <div className="mb-3 max-w-xl">
          <Select
            id="sight"
            label={t('recipient')}
            choices={referral.lines.map((line) => ({ value: line.id, label: line.agency.name }))}
            value={lineId}
            onChange={(event) => setChosen(event.target.value)}
          />
        </div>
      )}
      {shown ? (
        <Sight referralId={referral.id} lineId={lineId} />
      ) : (
        <Button look="secondary" onClick={() => setShown(true)}>
          {t('show')}
        </Button>
      )}
    </Card>
  );
}

function Sight({ referralId, lineId }: { referralId: string; lineId: string }) {
  const { t } = useTranslation('packages');
  const { t: tTerms } = useTranslation('terms');
  const sight = useQuery(recipientSightQuery(referralId, lineId));
  return (
    <Loaded query={sight}>
      {({ opens, sections, files, withheld, agencyName }) => (
        <section
          className="grid gap-4 rounded-12 border-2 border-dashed border-solid-gray-536 p-4"
          aria-label={agencyName}
        >
          <p className="font-bold">{t(`opens.${opens}`)}</p>
          {withheld.includes('identity') && <Notice>{t('withheldName')}</Notice>}
          {withheld.length > 0 && (
            <p>
              {t('withheld', {
                categories: withheld.map((category) => tTerms(`category.${category}`)).join('、'),
              })}
            </p>
          )}
          {opens !== 'closed' && (
            <PackageSections sections={sections} files={files} referralId={referralId} />
          )}
        </section>
      )}
    </Loaded>
  );
}
