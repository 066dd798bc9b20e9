import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { problemIn } from '../../../lib/problem.js';
import { talk, type LineConversation } from '../api/conversation.js';
import { blankOf, readTalk, talkForms, type FormedAction } from '../talk-forms.js';
import { TalkFields } from './talk-fields.js';

type TalkDialogProps = {
  referralId: string;
  line: LineConversation;
  action: FormedAction;
  onClose: () => void;
};

const endings: readonly FormedAction[] = ['redirect', 'cancel_time', 'answer_phone', 'ask_to_stop'];

/** Says what an action does, asks for what it needs, and takes it. What was typed stays until it is done. */
export function TalkDialog({ referralId, line, action, onClose }: TalkDialogProps) {
  const { t } = useTranslation('conversation');
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const fields = talkForms[action];
  const [words, setWords] = useState(() => blankOf(fields));
  const [stale, setStale] = useState(false);
  const taking = useMutation({
    mutationFn: talk,
    onSuccess: ({ draftId }) => {
      say(t('sent'));
      onClose();
      if (draftId) void navigate(`/referrals/${draftId}/compose`);
    },
    onError: async (failure) => {
      if (!problemIn(failure)?.isStale) return faults.takeFailure(failure);
      setStale(true);
      await client.invalidateQueries({ queryKey: ['referral', referralId] });
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = readTalk(fields, words);
    if (faults.refuse(read.wrong.map(({ field, need }) => ({ field, detail: t(`need.${need}`) })))) return;
    setStale(false);
    const { lineId, version } = line;
    const at = { referralId, lineId, version, key: keyFor([action, lineId, version, read.words]) };
    taking.mutate({ action, at, words: read.words });
  }

  return (
    <Dialog title={t(`action.${action}.label`)} onClose={onClose}>
      <form noValidate onSubmit={submit} className="@container grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {stale && (
          <Notice tone="warning" live>
            {t('stale')}
          </Notice>
        )}
        <p>{t(`action.${action}.lead`)}</p>
        <TalkFields fields={fields} line={line} words={words} onChange={setWords} errorOf={faults.of} />
        <DialogActions onCancel={onClose}>
          <Button
            type="submit"
            look={endings.includes(action) ? 'danger' : 'primary'}
            busy={taking.isPending}
          >
            {t(`action.${action}.label`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
