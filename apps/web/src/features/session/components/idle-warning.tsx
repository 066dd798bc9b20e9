import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { sinceLastAnswer } from '../../../lib/last-answer.js';
import { extendSession } from '../api/extend-session.js';

const minute = 60_000;
/** The server ends a session 30 minutes after its last request and notes a request once a minute, hence 29. */
const idleLimit = 29 * minute;
const warnBefore = 5 * minute;

type IdleWarningProps = { onEnded: () => void; onLeave: () => void };

/** Warns five minutes before the session ends, and lets it be extended with one press. */
export function IdleWarning({ onEnded, onLeave }: IdleWarningProps) {
  const { t } = useTranslation('session');
  const [left, setLeft] = useState(idleLimit);
  useEffect(() => {
    const timer = setInterval(() => setLeft(idleLimit - sinceLastAnswer()), 5_000);
    return () => clearInterval(timer);
  }, []);
  const over = left <= 0;
  useEffect(() => {
    if (over) onEnded();
  }, [over, onEnded]);
  const extending = useMutation({
    mutationFn: extendSession,
    meta: { quiet: true },
    onSuccess: () => setLeft(idleLimit),
  });
  if (left > warnBefore || over) return null;
  return (
    <Dialog title={t('idle.title')} onClose={() => extending.mutate()}>
      <p role="status">
        {t('idle.lead', { count: Math.max(1, Math.ceil(left / minute)) })}
        {t('idle.draft')}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button busy={extending.isPending} onClick={() => extending.mutate()}>
          {t('idle.extend')}
        </Button>
        <Button look="secondary" onClick={onLeave}>
          {t('idle.leave')}
        </Button>
      </div>
    </Dialog>
  );
}
