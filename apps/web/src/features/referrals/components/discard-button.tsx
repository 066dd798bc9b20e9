import { useMutation } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import { discardDraft } from '../api/discard-draft.js';

/** Throws a draft away after asking once. */
export function DiscardButton({ referralId, version }: { referralId: string; version: RefObject<number> }) {
  const { t } = useTranslation('referrals');
  const navigate = useNavigate();
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const discarding = useMutation({
    mutationFn: () => discardDraft({ referralId, version: version.current }),
    meta: { quiet: true },
    onSuccess: async (_done, _input, _context, { client }) => {
      client.removeQueries({ queryKey: ['referral', referralId] });
      await navigate('/referrals?box=draft', { replace: true });
      await client.invalidateQueries();
      say(t('compose.discarded'));
    },
  });
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('compose.discard')}
      </Button>
      {asking && (
        <Dialog title={t('compose.discardTitle')} onClose={() => setAsking(false)}>
          {discarding.isError && <FailureNotice failure={discarding.error} />}
          <p>{t('compose.discardLead')}</p>
          <DialogActions onCancel={() => setAsking(false)}>
            <Button look="danger" busy={discarding.isPending} onClick={() => discarding.mutate()}>
              {t('compose.discard')}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
}
