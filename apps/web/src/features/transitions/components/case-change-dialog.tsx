import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { planTransition, type TransitionCase } from '../api/transition-cases.js';
import { CasePlanFields, checkedPlan, type CasePlan } from './case-plan-fields.js';

/** Changes the goal and the days of a transition. */
export function CaseChangeDialog({
  transition,
  onClose,
}: {
  transition: TransitionCase;
  onClose: () => void;
}) {
  const { t } = useTranslation('transitionCases');
  const say = useSay();
  const faults = useFaults();
  const { id, version, goal, startsOn, endsOn } = transition;
  const [plan, setPlan] = useState<CasePlan>({ goal, startsOn, endsOn });
  const changing = useMutation({
    mutationFn: planTransition,
    onSuccess: () => {
      say(t('changed'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const checked = checkedPlan(plan, t);
    if (!faults.refuse(checked.wrong)) changing.mutate({ id, version, plan: checked.plan });
  }
  return (
    <Dialog title={t('change')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <CasePlanFields plan={plan} faults={faults} onChange={setPlan} />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={changing.isPending}>
            {t('saveChange')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
