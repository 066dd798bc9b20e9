import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import {
  rewriteSavedSearch,
  type SavedSearch,
  type SavedSearchNotice,
  saveSearch,
} from '../api/saved-searches.js';

const notices = ['none', 'notice', 'mail'] as const;

type SaveSearchDialogProps = {
  /** What is saved, as the address holds it; with `saved` the conditions stay as they are. */
  address: string;
  saved?: SavedSearch;
  onClose: () => void;
};

/** Keeps a search under a name, or changes the name of one. */
export function SaveSearchDialog({ address, saved, onClose }: SaveSearchDialogProps) {
  const { t } = useTranslation('directory');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [name, setName] = useState(saved?.name ?? '');
  const [notify, setNotify] = useState<SavedSearchNotice>(saved?.notify ?? 'notice');
  const saving = useMutation({
    mutationFn: (input: { name: string; notify: SavedSearchNotice }) =>
      saved
        ? rewriteSavedSearch({ id: saved.id, version: saved.version, ...input })
        : saveSearch({ query: address, key: keyFor({ address, ...input }), ...input }),
    onSuccess: () => {
      say(saved ? t('search.savedPage.changed') : t('search.save.done'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const missing = name.trim() === '' ? [{ field: 'name', detail: t('search.save.missing') }] : [];
    if (!faults.refuse(missing)) saving.mutate({ name: name.trim(), notify });
  }
  return (
    <Dialog title={saved ? t('search.savedPage.edit') : t('search.save.title')} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextField
          label={t('search.save.name')}
          support={t('search.save.nameSupport')}
          name="name"
          required
          maxLength={60}
          autoComplete="off"
          value={name}
          error={faults.of('name')}
          onChange={(event) => setName(event.target.value)}
        />
        <RadioGroup
          name="notify"
          label={t('search.save.notify')}
          error={faults.of('notify')}
          value={notify}
          onChange={(value) => setNotify(value as SavedSearchNotice)}
          choices={notices.map((value) => ({ value, label: t(`search.save.notifyChoices.${value}`) }))}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={saving.isPending}>
            {t('search.save.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
