import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Select } from '../../../components/select.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import type { SupportTerm } from '../api/support-terms.js';
import {
  casePersonQuery,
  caseTermsQuery,
  openTransition,
  type TransitionKind,
} from '../api/transition-cases.js';
import { transitionKinds } from '../transition-kinds.js';
import { CasePlanFields, checkedPlan, type CasePlan } from './case-plan-fields.js';

/** Opens a transition of one person: from where to where, what for, and from when to when. */
export function NewCasePage() {
  const { t } = useTranslation('transitionCases');
  const [params] = useSearchParams();
  const personId = params.get('person') ?? '';
  const person = useQuery({ ...casePersonQuery(personId), enabled: personId !== '' });
  const terms = useQuery({ ...caseTermsQuery(personId), enabled: personId !== '' });
  if (!personId) return <Navigate to="/transition-cases" replace />;
  return (
    <Loaded query={person}>
      {({ name }) => (
        <Page
          title={t('newFor', { name })}
          lead={t('newLead')}
          trail={[{ to: '/transition-cases', label: t('title') }]}
        >
          <Loaded query={terms}>
            {(found) => (
              <Card>
                <CaseForm personId={personId} terms={found} termId={params.get('term') ?? ''} />
              </Card>
            )}
          </Loaded>
        </Page>
      )}
    </Loaded>
  );
}

type CaseFormProps = { personId: string; terms: readonly SupportTerm[]; termId: string };

function CaseForm({ personId, terms, termId: askedFor }: CaseFormProps) {
  const { t } = useTranslation('transitionCases');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const navigate = useNavigate();
  const first = terms.find(({ id }) => id === askedFor);
  const [termId, setTermId] = useState(first?.id ?? '');
  const [kind, setKind] = useState<TransitionKind>(first ? kindOf(first) : 'school_to_work');
  const [plan, setPlan] = useState<CasePlan>({
    goal: '',
    startsOn: todayInTokyo(),
    endsOn: first?.endsOn ?? null,
  });
  const opening = useMutation({
    mutationFn: openTransition,
    onSuccess: ({ id }) => {
      say(t('saved'));
      return navigate(`/transition-cases/${id}`);
    },
    onError: faults.takeFailure,
  });
  // A support that ends says what kind of transition it is, and until when.
  function chooseTerm(id: string): void {
    setTermId(id);
    const term = terms.find((one) => one.id === id);
    if (!term) return;
    setKind(kindOf(term));
    setPlan({ ...plan, endsOn: term.endsOn });
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    const checked = checkedPlan(plan, t);
    if (faults.refuse(checked.wrong)) return;
    const input = { kind, ...checked.plan, ...(termId ? { supportTermId: termId } : {}) };
    opening.mutate({ personId, plan: input, key: keyFor([personId, input]) });
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-6">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {terms.length > 0 && (
        <Select
          name="supportTermId"
          label={t('term')}
          value={termId}
          blank={t('noTerm')}
          choices={terms.map((term) => ({
            value: term.id,
            label: t('termDay', { kind: term.kindName, day: inEra(term.endsOn) }),
          }))}
          onChange={(event) => chooseTerm(event.target.value)}
        />
      )}
      <Select
        name="kind"
        label={t('kind')}
        value={kind}
        choices={transitionKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(event) => setKind(event.target.value as TransitionKind)}
      />
      <CasePlanFields plan={plan} faults={faults} daysFrom={termId} onChange={setPlan} />
      <Button type="submit" className="w-fit" busy={opening.isPending}>
        {t('save')}
      </Button>
    </form>
  );
}

function kindOf({ kind }: SupportTerm): TransitionKind {
  return kind === 'retention' ? 'retention' : 'school_to_work';
}
