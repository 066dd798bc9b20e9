import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { useFailureText } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { renewConsent } from '../api/askings.js';

/** Begins to ask for the same again, and opens what is to be asked. */
export function RenewButton({ consentId }: { consentId: string }) {
  const { t } = useTranslation('consents');
  const navigate = useNavigate();
  const say = useSay();
  const textOf = useFailureText();
  const keyFor = useAttemptKey();
  const renewing = useMutation({
    mutationFn: renewConsent,
    onSuccess: ({ id, personId }) => navigate(`/people/${personId}/askings/${id}`),
    onError: (failure) => say(textOf(failure)),
  });
  return (
    <Button
      look="secondary"
      busy={renewing.isPending}
      onClick={() => renewing.mutate({ consentId, key: keyFor(consentId) })}
    >
      {t('card.renew')}
    </Button>
  );
}
