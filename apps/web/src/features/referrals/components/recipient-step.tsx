import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { TextLink } from '../../../components/text-link.js';
import { givenConsentsQuery } from '../api/get-told-basis.js';
import type { StepProps } from './step-props.js';

/** To which agency. Those that the person has agreed to come first. */
export function RecipientStep({ referral, writing, recipient }: StepProps) {
  const { t } = useTranslation('referrals');
  const choose = (agencyId: string | null) => writing.change({ recipientAgencyIds: agencyId ? [agencyId] : [] });
  if (writing.content.recipientAgencyIds.length > 0) {
    return (
      <Card title={t('compose.recipientChosen')}>
        <p className="text-std-18B-160">{recipient?.name}</p>
        <p className="text-solid-gray-700">
          {[recipient?.type?.name, recipient?.area?.name].filter(Boolean).join('／')}
        </p>
        <Button look="secondary" className="mt-3" onClick={() => choose(null)}>
          {t('compose.recipientChange')}
        </Button>
      </Card>
    );
  }
  return (
    <Card title={t('compose.recipientTitle')}>
      <div className="grid gap-5">
        <AgreedAgencies personId={referral.personId ?? ''} onChoose={choose} />
        <AgencyPicker
          name="recipient"
          label={t('compose.recipientSearch')}
          onChoose={({ id }) => choose(id)}
        />
        <p className="text-dns-14N-130">
          {t('compose.fromDirectory')}{' '}
          <TextLink to="/agencies" target="_blank">
            {t('compose.toDirectory')}
          </TextLink>
        </p>
      </div>
    </Card>
  );
}

function AgreedAgencies({ personId, onChoose }: { personId: string; onChoose: (agencyId: string) => void }) {
  const { t } = useTranslation('referrals');
  const consents = useQuery(givenConsentsQuery(personId)).data ?? [];
  const agencies = new Map(
    consents.flatMap(({ recipients }) =>
      recipients.map(({ agencyId, agencyName }) => [agencyId, agencyName]),
    ),
  );
  if (agencies.size === 0) return null;
  return (
    <div>
      <h3 className="font-bold">{t('compose.agreed')}</h3>
      <ul className="mt-2 flex flex-wrap gap-2">
        {[...agencies].map(([id, name]) => (
          <li key={id}>
            <Button look="secondary" onClick={() => onChoose(id)}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
