import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../lib/api-client.js';
import { useSession } from '../lib/session.js';
import { Button } from './button.js';
import { ConfirmEntryButton } from './confirm-entry-button.js';
import { PhoneConfirmationDialog } from './phone-confirmation-dialog.js';
import { ReportEntryDialog } from './report-entry-dialog.js';
import { StatusBadge } from './status-badge.js';
import { TextLink } from './text-link.js';

type EntryUpkeepProps = {
  agency: { id: string; name: string; status: string; freshness: Schema<'FreshnessView'> };
};

/** How fresh an entry is, and what keeps it so: confirming the own one, recording a call, reporting an error. */
export function EntryUpkeep({ agency }: EntryUpkeepProps) {
  const { t } = useTranslation('kit');
  const session = useSession();
  const [asking, setAsking] = useState<'report' | 'phone'>();
  const isOwn = session.can.handleCases && session.agency?.id === agency.id;
  const old = agency.freshness.level === 'older' || agency.freshness.level === 'never';
  if (agency.status === 'closed') return null;
  const close = () => setAsking(undefined);
  return (
    <section
      aria-label={t('entryUpkeep.label')}
      className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-12 border border-solid-gray-300 bg-solid-gray-50 px-5 py-3"
    >
      <p className="flex flex-wrap items-center gap-2">
        {t('entryUpkeep.freshness')}
        <StatusBadge tone={old ? 'waiting' : 'good'}>{agency.freshness.text}</StatusBadge>
      </p>
      <div className="no-print flex flex-wrap items-center gap-3">
        {isOwn && <ConfirmEntryButton agencyId={agency.id} />}
        {session.can.keepDirectory && (
          <Button look="secondary" onClick={() => setAsking('phone')}>
            {t('entryUpkeep.phone.open')}
          </Button>
        )}
        {isOwn ? (
          <TextLink to="/upkeep/reports">{t('entryUpkeep.ownReports')}</TextLink>
        ) : (
          <Button look="quiet" onClick={() => setAsking('report')}>
            {t('entryUpkeep.report.open')}
          </Button>
        )}
      </div>
      {asking === 'report' && (
        <ReportEntryDialog agencyId={agency.id} agencyName={agency.name} onClose={close} />
      )}
      {asking === 'phone' && (
        <PhoneConfirmationDialog agencyId={agency.id} agencyName={agency.name} onClose={close} />
      )}
    </section>
  );
}
