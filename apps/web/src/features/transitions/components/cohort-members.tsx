import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AskedField } from '../../../components/asked-field.js';
import { Button } from '../../../components/button.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextArea } from '../../../components/text-area.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { cohortTypesQuery, describeMember, type Cohort, type CohortMember } from '../api/cohorts.js';

const tones = { waiting: 'waiting', sent: 'good', refused: 'danger' } as const;

/** Everybody of a group: what is said of them alone, what they have agreed to, what became of it. */
export function CohortMembers({ cohort }: { cohort: Cohort }) {
  const { t } = useTranslation('transitions');
  const [described, setDescribed] = useState<CohortMember>();
  const columns: Column<CohortMember>[] = [
    {
      key: 'who',
      label: t('person'),
      names: true,
      cell: ({ personId, name }) => <TextLink to={`/people/${personId}`}>{name}</TextLink>,
    },
    {
      key: 'wish',
      label: t('cohorts.said'),
      cell: (member) => <Said member={member} onWrite={() => setDescribed(member)} />,
    },
    {
      key: 'consent',
      label: t('cohorts.consent'),
      cell: (member) => <Agreed cohort={cohort} member={member} />,
    },
    {
      key: 'state',
      label: t('cohorts.state'),
      cell: ({ state, why, referralId, referralNumber }) => (
        <div className="grid justify-items-start gap-1">
          <StatusBadge tone={tones[state]}>{t(`cohorts.states.${state}`)}</StatusBadge>
          {why && <span>{why}</span>}
          {referralId && (
            <TextLink to={`/referrals/${referralId}`}>
              {t('cohorts.openReferral', { number: referralNumber })}
            </TextLink>
          )}
        </div>
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={cohort.title}
        columns={columns}
        rows={cohort.members}
        rowKey={({ personId }) => personId}
      />
      {described && (
        <MemberDialog cohort={cohort} member={described} onClose={() => setDescribed(undefined)} />
      )}
    </>
  );
}

function Said({ member, onWrite }: { member: CohortMember; onWrite: () => void }) {
  const { t } = useTranslation('transitions');
  const { state, wish, missing, name } = member;
  return (
    <div className="grid justify-items-start gap-1">
      {wish && <span className="whitespace-pre-line">{wish}</span>}
      {state !== 'sent' && missing.length > 0 && (
        <StatusBadge tone="waiting">{t('cohorts.lacks', { fields: missing.join('、') })}</StatusBadge>
      )}
      {state !== 'sent' && (
        <Button look="quiet" onClick={onWrite}>
          {t('cohorts.write')}
          <span className="sr-only">（{name}）</span>
        </Button>
      )}
    </div>
  );
}

function Agreed({ cohort, member }: { cohort: Cohort; member: CohortMember }) {
  const { t } = useTranslation('transitions');
  const { t: tTerms } = useTranslation('terms');
  const { personId, name, uncovered, state } = member;
  if (state === 'sent') return null;
  if (uncovered.length === 0) return <StatusBadge tone="good">{t('cohorts.consentOk')}</StatusBadge>;
  const asked = new URLSearchParams({
    agency: cohort.recipientAgencyId,
    categories: cohort.categories.join(','),
    purposes: [...new Set([cohort.purpose, 'support', 'report_back'])].join(','),
    back: `/cohorts/${cohort.id}`,
  });
  return (
    <div className="grid justify-items-start gap-1">
      <StatusBadge tone="waiting">{t('cohorts.consentMissing')}</StatusBadge>
      <span>{uncovered.map((category) => tTerms(`category.${category}`)).join('、')}</span>
      <TextLink to={`/people/${personId}/consents/new?${asked}`}>
        {t('cohorts.consentLink')}
        <span className="sr-only">（{name}）</span>
      </TextLink>
    </div>
  );
}

type MemberDialogProps = { cohort: Cohort; member: CohortMember; onClose: () => void };

/** What is said of one person alone. */
function MemberDialog({ cohort, member, onClose }: MemberDialogProps) {
  const { t } = useTranslation('transitions');
  const say = useSay();
  const faults = useFaults();
  const types = useQuery(cohortTypesQuery).data ?? [];
  const fields = types.find(({ code }) => code === cohort.type)?.fields.filter(({ own }) => own) ?? [];
  const [wish, setWish] = useState(member.wish);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(member.values.map(({ code, value }) => [code, value])),
  );
  const saving = useMutation({
    mutationFn: describeMember,
    onSuccess: () => {
      say(t('cohorts.wishSaved'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    saving.mutate({ id: cohort.id, personId: member.personId, wish, values });
  }
  return (
    <Dialog title={t('cohorts.writeTitle', { name: member.name })} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextArea
          name="wish"
          label={t('cohorts.wish')}
          support={t('cohorts.wishSupport')}
          required
          rows={3}
          maxLength={4000}
          value={wish}
          error={faults.of('wish')}
          onChange={(event) => setWish(event.target.value)}
        />
        {fields.map((field) => (
          <AskedField
            key={field.code}
            field={field}
            value={values[field.code] ?? ''}
            error={faults.of(`values.${field.code}`)}
            onChange={(value) => setValues((before) => ({ ...before, [field.code]: value }))}
          />
        ))}
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={saving.isPending}>
            {t('cohorts.wishSave')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
