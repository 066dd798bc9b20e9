import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { openCheckIn } from '../api/attendance.js';

/** The word of the day, large enough to be read from the back of a room. */
export function CheckInCode({ meetingId, code }: { meetingId: string; code: string | null }) {
  const { t } = useTranslation('attendance', { keyPrefix: 'code' });
  const opening = useMutation({ mutationFn: openCheckIn });
  return (
    <section aria-label={t('title')} className="grid gap-2 rounded-12 bg-solid-gray-50 p-4">
      {code && (
        <p>
          {t('now')}
          <strong className="ml-3 text-[2.5rem] leading-tight tracking-widest tabular-nums">{code}</strong>
        </p>
      )}
      <p className="text-solid-gray-700">{t('text')}</p>
      {opening.isError && <FailureNotice failure={opening.error} />}
      <Button
        look={code ? 'quiet' : 'secondary'}
        className="justify-self-start"
        busy={opening.isPending}
        onClick={() => opening.mutate(meetingId)}
      >
        {t(code ? 'again' : 'give')}
      </Button>
    </section>
  );
}
