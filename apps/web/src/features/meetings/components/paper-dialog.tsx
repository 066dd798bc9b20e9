import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { boxLook, describedBy, Field } from '../../../components/field.js';
import { Select } from '../../../components/select.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import {
  addPaper,
  describePaper,
  layPaper,
  paperFileTypes,
  type AgendaItem,
  type Paper,
} from '../api/agenda.js';

/** A new paper before an item, the file of one, or what it is called. */
export type PaperAsked = { kind: 'new'; item: AgendaItem } | { kind: 'file' | 'words'; paper: Paper };

/** Lays a paper, replaces it, or says what it is called and who sees it. */
export function PaperDialog({ asked, onClose }: { asked: PaperAsked; onClose: () => void }) {
  const { t } = useTranslation('agenda');
  const say = useSay();
  const keyFor = useAttemptKey();
  const fileKeyFor = useAttemptKey();
  const faults = useFaults();
  const paper = asked.kind === 'new' ? undefined : asked.paper;
  const [title, setTitle] = useState(paper?.title ?? '');
  const [visibility, setVisibility] = useState<Paper['visibility']>(paper?.visibility ?? 'public');
  const [file, setFile] = useState<File>();
  const saving = useMutation({
    mutationFn: async () => {
      const fileKey = fileKeyFor([file?.name, file?.size, file?.lastModified, paper?.id, title]);
      if (asked.kind === 'new') {
        const key = keyFor([asked.item.id, title, visibility]);
        return addPaper({ itemId: asked.item.id, title: title.trim(), visibility, file, key, fileKey });
      }
      const { id, version } = asked.paper;
      if (asked.kind === 'words')
        return describePaper({ id, version, input: { title: title.trim(), visibility } });
      if (file) await layPaper({ id, file, key: fileKey });
    },
    onSuccess: () => {
      say(t('papers.done'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (asked.kind === 'file' && !file) faults.refuse([{ field: 'file', detail: t('papers.chooseFile') }]);
    else saving.mutate();
  }

  const titles = { new: t('papers.addTitle'), file: t('papers.replaceTitle'), words: t('papers.editTitle') };
  const fileTexts = {
    label: t('papers.file'),
    support:
      asked.kind === 'new' ? `${t('papers.fileSupport')}${t('papers.later')}` : t('papers.fileSupport'),
    error: faults.of('file'),
    required: asked.kind === 'file',
  };
  return (
    <Dialog title={titles[asked.kind]} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {asked.kind !== 'file' && (
          <TextField
            name="title"
            label={t('papers.name')}
            required
            maxLength={120}
            value={title}
            error={faults.of('title')}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
        {asked.kind !== 'words' && (
          <Field id="file" {...fileTexts}>
            <input
              id="file"
              type="file"
              accept={Object.keys(paperFileTypes)
                .map((one) => `.${one}`)
                .join(',')}
              aria-required={fileTexts.required || undefined}
              aria-describedby={describedBy('file', fileTexts)}
              className={boxLook}
              onChange={(event) => setFile(event.target.files?.[0])}
            />
          </Field>
        )}
        {asked.kind !== 'file' && (
          <Select
            name="visibility"
            label={t('papers.visibility')}
            choices={[
              { value: 'public', label: t('papers.asItem') },
              { value: 'members', label: t('visibilities.members') },
              { value: 'secretariat', label: t('visibilities.secretariat') },
            ]}
            value={visibility}
            onChange={(event) => setVisibility(event.target.value as Paper['visibility'])}
          />
        )}
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={saving.isPending}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
