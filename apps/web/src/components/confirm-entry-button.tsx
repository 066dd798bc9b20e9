import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { confirmEntry } from '../lib/entry-upkeep.js';
import { Button, type ButtonLook } from './button.js';
import { useFailureText } from './failure-notice.js';
import { useSay } from './toast.js';

/** One click says that the own entry is right. */
export function ConfirmEntryButton({ agencyId, look = 'primary' }: { agencyId: string; look?: ButtonLook }) {
  const { t } = useTranslation('kit');
  const say = useSay();
  const textOf = useFailureText();
  const confirming = useMutation({
    mutationFn: () => confirmEntry(agencyId),
    onSuccess: () => say(t('entryUpkeep.confirmed')),
    onError: (failure) => say(textOf(failure)),
  });
  return (
    <Button look={look} busy={confirming.isPending} onClick={() => confirming.mutate()}>
      {t('entryUpkeep.confirm')}
    </Button>
  );
}
