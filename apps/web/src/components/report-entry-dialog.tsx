import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttemptKey } from '../lib/attempt-key.js';
import { type NewEntryReport, reportEntry } from '../lib/entry-upkeep.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { DialogActions } from './dialog-actions.js';
import { ErrorSummary } from './error-summary.js';
import { RadioGroup } from './radio-group.js';
import { TextArea } from './text-area.js';
import { useSay } from './toast.js';
import { useFaults } from './use-faults.js';

const topics = ['phone', 'address', 'hours', 'service', 'closed', 'other'] as const;

type ReportEntryDialogProps = { agencyId: string; agencyName: string; onClose: () => void };

/** Asks what is wrong with an entry, and tells those who keep it. */
export function ReportEntryDialog({ agencyId, agencyName, onClose }: ReportEntryDialogProps) {
  const { t } = useTranslation('kit');
  const say = useSay();
  const faults = useFaults();
  const keyOf = useAttemptKey();
  const [topic, setTopic] = useState<NewEntryReport['topic']>();
  const [words, setWords] = useState('');
  const reporting = useMutation({
    mutationFn: (report: NewEntryReport) => reportEntry({ agencyId, key: keyOf(report), report }),
    onSuccess: () => {
      say(t('entryUpkeep.report.sent'));
      onClose();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = [
      ...(topic ? [] : [{ field: 'topic', detail: t('entryUpkeep.report.needTopic') }]),
      ...(words.trim() ? [] : [{ field: 'words', detail: t('entryUpkeep.report.needWords') }]),
    ];
    if (faults.refuse(found) || !topic) return;
    reporting.mutate({ topic, words: words.trim() });
  }

  return (
    <Dialog title={t('entryUpkeep.report.title', { name: agencyName })} onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('entryUpkeep.report.lead')}</p>
        <RadioGroup
          name="topic"
          label={t('entryUpkeep.report.topic')}
          required
          value={topic}
          error={faults.of('topic')}
          onChange={(value) => setTopic(value as NewEntryReport['topic'])}
          choices={topics.map((value) => ({ value, label: t(`entryUpkeep.report.topics.${value}`) }))}
        />
        <TextArea
          name="words"
          label={t('entryUpkeep.report.words')}
          support={t('entryUpkeep.report.wordsSupport')}
          required
          maxLength={2000}
          value={words}
          error={faults.of('words')}
          onChange={(event) => setWords(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={reporting.isPending}>
            {t('entryUpkeep.report.send')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
