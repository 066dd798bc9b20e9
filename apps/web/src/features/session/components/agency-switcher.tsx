import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSay } from '../../../components/toast.js';
import { useSession } from '../../../lib/session.js';
import { actForAgency } from '../api/act-for-agency.js';

/** The agency one acts for; a list where there are several. */
export function AgencySwitcher() {
  const { t } = useTranslation('session');
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useSay();
  const switching = useMutation({
    mutationFn: actForAgency,
    meta: { quiet: true },
    onSuccess: async (_done, agencyId) => {
      // What the other agency may see must not stay in this tab.
      client.removeQueries();
      await navigate('/');
      say(t('account.switched', { agency: session.agencies.find(({ id }) => id === agencyId)?.name }));
    },
  });
  if (session.agencies.length < 2) return <span>{session.agency?.name}</span>;
  return (
    <label className="inline-flex flex-wrap items-center gap-2">
      <span className="text-dns-14N-130">{t('account.agency')}</span>
      <select
        value={session.agency?.id ?? ''}
        disabled={switching.isPending}
        onChange={(event) => switching.mutate(event.target.value)}
        className="min-h-11 max-w-full rounded-8 border border-solid-gray-600 bg-white px-2"
      >
        {session.agencies.map((agency) => (
          <option key={agency.id} value={agency.id}>
            {agency.name}
          </option>
        ))}
      </select>
    </label>
  );
}
