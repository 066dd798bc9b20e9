import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Chip } from '../../../components/chip.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import { membersQuery, type Member } from '../../../lib/colleagues.js';
import { InvitationDialog } from './invitation-dialog.js';

/** Who uses the portal in the own agency; managers invite others. */
export function MembersPage() {
  const { t } = useTranslation('members');
  const session = useSession();
  const members = useQuery(membersQuery);
  const [inviting, setInviting] = useState(false);
  const columns: Column<Member>[] = [
    {
      key: 'name',
      label: t('column.name'),
      names: true,
      cell: ({ accountId, name }) => (
        <span className="inline-flex flex-wrap items-center gap-2 font-bold">
          {name}
          {accountId === session.accountId && <Chip>{t('you')}</Chip>}
        </span>
      ),
    },
    { key: 'role', label: t('column.role'), cell: ({ roleName }) => roleName },
    { key: 'since', label: t('column.since'), cell: ({ since }) => inEra(since) },
  ];
  return (
    <Page
      title={t('title')}
      lead={t('lead', { agency: session.agency?.name })}
      actions={session.can.inviteMembers && <Button onClick={() => setInviting(true)}>{t('invite')}</Button>}
    >
      <Loaded query={members}>
        {(rows) => (
          <DataTable
            caption={t('caption')}
            columns={columns}
            rows={rows}
            rowKey={({ accountId }) => accountId}
          />
        )}
      </Loaded>
      {session.can.inviteMembers && (
        <p>
          <TextLink to="/webhooks">{t('webhooks')}</TextLink>
        </p>
      )}
      {session.can.handleCases && (
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          <TextLink to="/absences">{t('absences')}</TextLink>
          <TextLink to="/approval-setting">{t('approvalSetting')}</TextLink>
        </p>
      )}
      {inviting && <InvitationDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}
