import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { putSynonym, removeSynonym, type Synonym } from '../api/synonyms.js';

const kinds = ['both', 'oneWay'] as const;
type Kind = (typeof kinds)[number];

/** Adds a group of words, or changes one. */
export function SynonymDialog({ synonym, onClose }: { synonym: Synonym | undefined; onClose: () => void }) {
  const { t } = useTranslation('directory');
  const say = useSay();
  const faults = useFaults();
  const [kind, setKind] = useState<Kind>(synonym && synonym.finds.length > 0 ? 'oneWay' : 'both');
  const [words, setWords] = useState(synonym?.words.join('\n') ?? '');
  const [finds, setFinds] = useState(synonym?.finds.join('\n') ?? '');
  const saving = useMutation({
    mutationFn: putSynonym,
    onSuccess: () => {
      say(t('search.synonymsPage.saved'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    saving.mutate({ synonym, words, finds: kind === 'oneWay' ? finds : '' });
  }
  return (
    <Dialog
      title={synonym ? t('search.synonymsPage.editTitle') : t('search.synonymsPage.addTitle')}
      onClose={onClose}
    >
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <RadioGroup
          name="kind"
          label={t('search.synonymsPage.kind')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          choices={kinds.map((value) => ({
            value,
            label: t(`search.synonymsPage.kinds.${value}`),
            support: t(`search.synonymsPage.kindSupports.${value}`),
          }))}
        />
        <TextArea
          label={t('search.synonymsPage.words')}
          name="words"
          required
          rows={4}
          value={words}
          error={faults.of('words')}
          onChange={(event) => setWords(event.target.value)}
        />
        {kind === 'oneWay' && (
          <TextArea
            label={t('search.synonymsPage.finds')}
            name="finds"
            required
            rows={3}
            value={finds}
            error={faults.of('finds')}
            onChange={(event) => setFinds(event.target.value)}
          />
        )}
        <DialogActions onCancel={onClose}>
          <Button type="submit" busy={saving.isPending}>
            {t('search.synonymsPage.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Asks before a group of words is removed. */
export function RemoveSynonymDialog({ synonym, onClose }: { synonym: Synonym; onClose: () => void }) {
  const { t } = useTranslation('directory');
  const say = useSay();
  const faults = useFaults();
  const removing = useMutation({
    mutationFn: removeSynonym,
    onSuccess: () => {
      say(t('search.synonymsPage.removed'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  return (
    <Dialog title={t('search.synonymsPage.removeTitle')} onClose={onClose}>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <p>{[...synonym.words, ...synonym.finds].join('、')}</p>
      <DialogActions onCancel={onClose}>
        <Button look="danger" busy={removing.isPending} onClick={() => removing.mutate(synonym)}>
          {t('search.synonymsPage.remove')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
