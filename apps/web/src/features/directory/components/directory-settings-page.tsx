import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import {
  type DirectorySettings,
  directorySettingsQuery,
  setDirectorySettings,
} from '../api/directory-settings.js';
import { agencyTypesInUseQuery, serviceKindsQuery } from '../api/get-taxonomies.js';
import { TermsCard } from './terms-card.js';

/** What else the network decides, each on a page of its own. */
const others = [
  { to: '/deadlines', name: 'deadlines' },
  { to: '/conversation-settings', name: 'conversation' },
  { to: '/withdrawal-settings', name: 'withdrawal' },
  { to: '/consents/notices', name: 'notices' },
] as const;

/** How the network runs its directory, and the lists that it extends. */
export function DirectorySettingsPage() {
  const { t } = useTranslation('records');
  const settings = useQuery(directorySettingsQuery);
  const types = useQuery(agencyTypesInUseQuery);
  const kinds = useQuery(serviceKindsQuery);
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <Loaded query={settings}>{(found) => <NetworkForm key={found.version} settings={found} />}</Loaded>
      <Card title={t('settings.others')}>
        <ul className="grid gap-2">
          {others.map(({ to, name }) => (
            <li key={to}>
              <TextLink to={to}>{t(`settings.other.${name}`)}</TextLink>
              <span className="block text-dns-14N-130 text-solid-gray-700">
                {t(`settings.otherMeans.${name}`)}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <p className="text-solid-gray-700">{t('settings.termsLead')}</p>
      <Loaded query={types}>{(terms) => <TermsCard list="types" terms={terms} types={terms} />}</Loaded>
      <Loaded query={kinds}>
        {(terms) => <TermsCard list="kinds" terms={terms} types={types.data ?? []} />}
      </Loaded>
    </Page>
  );
}

function NetworkForm({ settings }: { settings: DirectorySettings }) {
  const { t } = useTranslation('records');
  const say = useSay();
  const faults = useFaults();
  const [networkName, setName] = useState(settings.networkName);
  const [approval, setApproval] = useState(settings.approval);
  const [confirmationMonth, setMonth] = useState(settings.confirmationMonth);
  const saving = useMutation({
    mutationFn: setDirectorySettings,
    onSuccess: () => say(t('settings.saved')),
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    saving.mutate({ networkName, approval, confirmationMonth, version: settings.version });
  }
  return (
    <Card title={t('settings.network')}>
      <form noValidate onSubmit={submit} className="grid max-w-prose gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextField
          id="networkName"
          label={t('settings.networkName')}
          support={t('settings.networkNameSupport')}
          required
          maxLength={60}
          value={networkName}
          error={faults.of('networkName')}
          onChange={(event) => setName(event.target.value)}
        />
        <Checkbox
          id="approval"
          label={t('settings.approval')}
          support={t('settings.approvalSupport')}
          checked={approval}
          onChange={(event) => setApproval(event.target.checked)}
        />
        <Select
          id="confirmationMonth"
          label={t('settings.confirmationMonth')}
          className="max-w-40"
          value={String(confirmationMonth)}
          choices={Array.from({ length: 12 }, (_, at) => ({
            value: String(at + 1),
            label: t('settings.month', { month: at + 1 }),
          }))}
          onChange={(event) => setMonth(Number(event.target.value))}
        />
        <Button type="submit" className="w-fit" busy={saving.isPending}>
          {t('settings.save')}
        </Button>
      </form>
    </Card>
  );
}
