import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { useFailureText } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import { newAttemptKey } from '../../../lib/attempt-key.js';
import { remind } from '../api/keep-leaflet.js';

/** Reminds whoever has not answered. */
export function RemindButton({ leafletId }: { leafletId: string }) {
  const { t } = useTranslation('leaflets');
  const say = useSay();
  const textOf = useFailureText();
  const reminding = useMutation({
    mutationFn: remind,
    onSuccess: () => say(t('proofs.reminded')),
    onError: (failure) => say(textOf(failure)),
  });
  return (
    <Button
      look="secondary"
      busy={reminding.isPending}
      onClick={() => reminding.mutate({ id: leafletId, key: newAttemptKey() })}
    >
      {t('proofs.remind')}
    </Button>
  );
}
