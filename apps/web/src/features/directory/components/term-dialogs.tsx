import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import type { TermUse } from '../api/get-taxonomies.js';
import { placeTerm, removeTerm, renameTerm } from '../api/keep-taxonomies.js';

type TermDialogProps = { list: 'types' | 'kinds'; term: TermUse; onClose: () => void };

/** Calls a term otherwise. */
export function RenameDialog({ list, term, onClose }: TermDialogProps) {
  const { t } = useTranslation('records');
  const say = useSay();
  const faults = useFaults();
  const [name, setName] = useState(term.name);
  const renaming = useMutation({
    mutationFn: renameTerm,
    onSuccess: () => {
      say(t('settings.renamed'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = name.trim() === '' ? [{ field: 'new-name', detail: t('form.required') }] : [];
    if (!faults.refuse(found)) renaming.mutate({ list, code: term.code, name: name.trim() });
  }
  return (
    <Dialog title={t('settings.rename')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextField
          id="new-name"
          label={t('settings.name')}
          maxLength={60}
          value={name}
          error={faults.of('new-name')}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" className="w-fit" busy={renaming.isPending}>
          {t('settings.save')}
        </Button>
      </form>
    </Dialog>
  );
}

/** Puts a term where it belongs among all others. */
export function PlaceDialog({ list, term, terms, onClose }: TermDialogProps & { terms: readonly TermUse[] }) {
  const { t } = useTranslation('records');
  const say = useSay();
  const faults = useFaults();
  const following = terms[terms.findIndex(({ code }) => code === term.code) + 1];
  const [before, setBefore] = useState(following?.code ?? '');
  const placing = useMutation({
    mutationFn: placeTerm,
    onSuccess: () => {
      say(t('settings.placed', { name: term.name }));
      onClose();
    },
    onError: faults.takeFailure,
  });
  return (
    <Dialog title={t('settings.placeOf', { name: term.name })} onClose={onClose}>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <Select
        id="before"
        label={t('settings.place')}
        support={t('settings.placeSupport')}
        blank={t('settings.last')}
        value={before}
        error={faults.of('before')}
        choices={terms
          .filter(({ code }) => code !== term.code)
          .map(({ code, name }) => ({ value: code, label: t('settings.beforeThis', { name }) }))}
        onChange={(event) => setBefore(event.target.value)}
      />
      <DialogActions onCancel={onClose}>
        <Button busy={placing.isPending} onClick={() => placing.mutate({ list, code: term.code, before })}>
          {t('settings.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Takes a term away, or says why that cannot be. */
export function RemovalDialog({ list, term, onClose }: TermDialogProps) {
  const { t } = useTranslation('records');
  const say = useSay();
  const faults = useFaults();
  const removing = useMutation({
    mutationFn: removeTerm,
    onSuccess: () => {
      say(t('settings.removed', { name: term.name }));
      onClose();
    },
    onError: faults.takeFailure,
  });
  const isUsed = term.used > 0;
  return (
    <Dialog title={t('settings.removeOf', { name: term.name })} onClose={onClose}>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <p>{isUsed ? t('settings.stillUsed', { count: term.used }) : t('settings.removeText')}</p>
      <DialogActions onCancel={onClose}>
        {!isUsed && (
          <Button
            look="danger"
            busy={removing.isPending}
            onClick={() => removing.mutate({ list, code: term.code })}
          >
            {t('settings.remove')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
