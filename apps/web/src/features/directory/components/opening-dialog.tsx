import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import type { Agency, AgencyService } from '../api/get-agency.js';
import type { OpeningProposal } from '../api/opening-hours.js';
import { updateOpening } from '../api/update-opening.js';
import { OpeningForm } from './opening-form.js';

type OpeningDialogProps = { agency: Agency; service: AgencyService; onClose: () => void };

/** Asks when one service is open, without the rest of the entry. */
export function OpeningDialog({ agency, service, onClose }: OpeningDialogProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening.dialog' });
  const say = useSay();
  const faults = useFaults();
  const told = service.opening;
  const [rules, setRules] = useState(told?.confirmed ? told.rules : null);
  const name = `services/${service.id}/opening`;
  const updating = useMutation({
    mutationFn: updateOpening,
    onSuccess: ({ state }) => {
      say(t(state));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (faults.refuse(rules === null ? [{ field: 'root', detail: t('nothing') }] : [])) return;
    updating.mutate({ agency, serviceId: service.id, opening: rules! });
  }

  return (
    <Dialog title={t('title', { service: service.name || service.kind.name })} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <OpeningForm
          name={name}
          value={rules}
          onChange={setRules}
          proposal={proposalOf(service)}
          faultOf={(path) => faults.of(`${name}.${path}`)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={updating.isPending}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** What stands on the page and was only read out of a text. */
function proposalOf({ opening }: AgencyService): OpeningProposal | undefined {
  if (!opening || opening.confirmed) return undefined;
  const { text, openPoints, rules } = opening;
  return { kind: 'exact', text, reason: null, openPoints, rules };
}
