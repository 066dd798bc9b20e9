import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextField } from '../../../components/text-field.js';
import type { BundleIntake } from '../api/exchange.js';

/** Who handed a file over, and how they came by what it tells; the way is chosen, not guessed. */
export type Provider = Record<'providerName' | 'providerAddress' | 'providerRepresentative', string> & {
  obtained: BundleIntake['obtained'] | undefined;
};

const ways = ['own_record', 'from_person', 'from_family', 'from_agency'] as const;

type BundleProviderProps = {
  provider: Provider;
  faultOf: (field: string) => string | undefined;
  onChange: (provider: Provider) => void;
};

/** What the ledger keeps of whoever told it: asked here, because a file says half of it. */
export function BundleProvider({ provider, faultOf, onChange }: BundleProviderProps) {
  const { t } = useTranslation('exchange');
  const field = (name: 'providerName' | 'providerAddress' | 'providerRepresentative') => ({
    name,
    autoComplete: 'off',
    value: provider[name],
    error: faultOf(name),
    onChange: (event: { target: { value: string } }) => onChange({ ...provider, [name]: event.target.value }),
  });
  return (
    <>
      <p className="text-solid-gray-700">{t('in.provider')}</p>
      <TextField {...field('providerName')} label={t('in.providerName')} required />
      <TextField {...field('providerAddress')} label={t('in.providerAddress')} />
      <TextField {...field('providerRepresentative')} label={t('in.providerRepresentative')} />
      <RadioGroup
        name="obtained"
        label={t('in.obtained')}
        required
        error={faultOf('obtained')}
        choices={ways.map((way) => ({ value: way, label: t(`in.obtainedWays.${way}`) }))}
        value={provider.obtained}
        onChange={(way) => onChange({ ...provider, obtained: ways.find((known) => known === way) })}
      />
    </>
  );
}
