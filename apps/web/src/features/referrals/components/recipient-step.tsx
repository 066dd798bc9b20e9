import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '../../../components/agency-picker.js';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextLink } from '../../../components/text-link.js';
import { openCellsQuery } from '../api/get-told-basis.js';
import { mostRecipients, referralModes, type ReferralMode } from '../referral.codes.js';
import { ChosenRecipients } from './chosen-recipients.js';
import { FitNotices } from './fit-notices.js';
import type { StepProps } from './step-props.js';

/** To which agencies, and how they are asked. Those that the person has agreed to come first. */
export function RecipientStep({ referral, writing, recipients }: StepProps) {
  const { t } = useTranslation('referrals');
  const { mode, recipientAgencyIds: chosen } = writing.content;
  const add = (agencyId: string) => writing.change({ recipientAgencyIds: [...chosen, agencyId] });
  const mayAdd = mode === 'single' ? chosen.length === 0 : chosen.length < mostRecipients;
  return (
    <>
      <FitNotices referralId={referral.id} recipients={referral.lines.map(({ agency }) => agency.id)} />
      {chosen.length > 0 && (
        <Card title={t('compose.recipientChosen')}>
          <ChosenRecipients
            agencies={recipients}
            ordered={mode === 'sequential'}
            onChange={(recipientAgencyIds) => writing.change({ recipientAgencyIds })}
          />
        </Card>
      )}
      {mayAdd && (
        <Card title={t(chosen.length > 0 ? 'compose.recipientMore' : 'compose.recipientTitle')}>
          <div className="grid gap-5">
            <AgreedAgencies personId={referral.personId ?? ''} except={chosen} onChoose={add} />
            <AgencyPicker
              name="recipient"
              label={t('compose.recipientSearch')}
              except={chosen}
              onChoose={({ id }) => add(id)}
            />
            <p className="text-dns-14N-130">
              {t('compose.fromDirectory')}{' '}
              <TextLink to="/agencies" target="_blank">
                {t('compose.toDirectory')}
              </TextLink>
            </p>
          </div>
        </Card>
      )}
      <Card>
        <RadioGroup
          name="mode"
          label={t('compose.mode')}
          support={t('compose.modeSupport')}
          value={mode}
          onChange={(value) => writing.change({ mode: value as ReferralMode })}
          choices={referralModes.map((value) => ({
            value,
            label: t(`mode.${value}`),
            support: t(`modeMeans.${value}`),
            // Which of several would stay, nobody but the writer can say.
            disabled: value === 'single' && chosen.length > 1,
          }))}
        />
      </Card>
    </>
  );
}

type AgreedAgenciesProps = {
  personId: string;
  except: readonly string[];
  onChoose: (agencyId: string) => void;
};

function AgreedAgencies({ personId, except, onChoose }: AgreedAgenciesProps) {
  const { t } = useTranslation('referrals');
  const cells = useQuery(openCellsQuery(personId)).data ?? [];
  const agencies = new Map(
    cells
      .filter(({ agencyId }) => !except.includes(agencyId))
      .map(({ agencyId, agencyName }) => [agencyId, agencyName]),
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
