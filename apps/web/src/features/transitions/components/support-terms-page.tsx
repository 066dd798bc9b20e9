import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { EmptyState } from '../../../components/empty-state.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Select } from '../../../components/select.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { draftFromTerm, supportTermsQuery, type SupportTerm } from '../api/support-terms.js';
import { TermChanges } from './term-changes.js';
import { TransitionLinks } from './transition-links.js';

const spans = [3, 6, 12, 24, 48];

/** Whose support ends soon, the nearest end first. */
export function SupportTermsPage() {
  const { t } = useTranslation('transitions');
  const [months, setMonths] = useState(12);
  const terms = useQuery(supportTermsQuery(months));
  return (
    <Page title={t('terms.title')} lead={t('terms.lead')}>
      <TransitionLinks />
      <div className="max-w-60">
        <Select
          id="months"
          label={t('terms.ahead')}
          value={String(months)}
          choices={spans.map((span) => ({ value: String(span), label: t('terms.months', { months: span }) }))}
          onChange={(event) => setMonths(Number(event.target.value))}
        />
      </div>
      <Loaded query={terms}>{(found) => <TermTable terms={found} />}</Loaded>
    </Page>
  );
}

function TermTable({ terms }: { terms: readonly SupportTerm[] }) {
  const { t } = useTranslation('transitions');
  if (terms.length === 0) return <EmptyState title={t('terms.none')}>{t('terms.noneMore')}</EmptyState>;
  const columns: Column<SupportTerm>[] = [
    {
      key: 'who',
      label: t('person'),
      names: true,
      cell: ({ personId, personName }) => <TextLink to={`/people/${personId}`}>{personName}</TextLink>,
    },
    { key: 'kind', label: t('terms.kind'), cell: ({ kindName }) => kindName },
    { key: 'base', label: t('terms.base'), cell: ({ baseOn }) => inEra(baseOn) },
    {
      key: 'ends',
      label: t('terms.ends'),
      cell: (term) => (
        <div className="grid gap-1">
          <span>
            {inEra(term.endsOn)} <DaysLeft days={term.daysLeft} />
          </span>
          {term.adultOn && <span>{t('terms.adult', { day: inEra(term.adultOn) })}</span>}
        </div>
      ),
    },
    { key: 'charge', label: t('inCharge'), cell: ({ inCharge }) => inCharge ?? t('nobody') },
    {
      key: 'do',
      label: t('terms.do'),
      cell: (term) => (
        <div className="grid justify-items-start gap-2">
          <TermReferral term={term} />
          <TermCase term={term} />
        </div>
      ),
    },
    { key: 'changes', label: t('terms.changes'), cell: (term) => <TermChanges term={term} /> },
  ];
  return <DataTable caption={t('terms.title')} columns={columns} rows={terms} rowKey={({ id }) => id} />;
}

function DaysLeft({ days }: { days: number }) {
  const { t } = useTranslation('transitions');
  const tone = days <= 31 ? 'danger' : days <= 92 ? 'waiting' : 'plain';
  const text =
    days < 0 ? t('terms.past', { days: -days }) : days === 0 ? t('terms.today') : t('terms.left', { days });
  return <StatusBadge tone={tone}>{text}</StatusBadge>;
}

/** Leads to what holds the referrals together, or to opening it. */
function TermCase({ term: { id, personId, personName, transitionCaseId } }: { term: SupportTerm }) {
  const { t } = useTranslation('transitions');
  return (
    <TextLink
      to={
        transitionCaseId
          ? `/transition-cases/${transitionCaseId}`
          : `/transition-cases/new?person=${personId}&term=${id}`
      }
    >
      {t(transitionCaseId ? 'terms.case' : 'terms.newCase')}
      <span className="sr-only">（{personName}）</span>
    </TextLink>
  );
}

function TermReferral({ term }: { term: SupportTerm }) {
  const { t } = useTranslation('transitions');
  const navigate = useNavigate();
  const keyFor = useAttemptKey();
  const drafting = useMutation({
    mutationFn: draftFromTerm,
    onSuccess: ({ referralId }) => navigate(`/referrals/${referralId}/compose`),
  });
  if (term.referral) {
    const { id, number, isDraft } = term.referral;
    return (
      <TextLink to={isDraft ? `/referrals/${id}/compose` : `/referrals/${id}`}>
        {t(isDraft ? 'terms.draft' : 'terms.referral', { number })}
      </TextLink>
    );
  }
  return (
    <div className="grid gap-2">
      {drafting.isError && <FailureNotice failure={drafting.error} />}
      <Button
        look="secondary"
        busy={drafting.isPending}
        onClick={() => drafting.mutate({ id: term.id, key: keyFor(term.id) })}
      >
        {t('terms.begin')}
        <span className="sr-only">（{term.personName}）</span>
      </Button>
    </div>
  );
}
