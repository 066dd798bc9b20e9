import { useTranslation } from 'react-i18next';
import { problemIn, Unreachable } from '../lib/problem.js';
import { Button } from './button.js';
import { Notice } from './notice.js';
import { TextLink } from './text-link.js';

/** The sentence for a failure, with what to do next. */
export function useFailureText(): (failure: unknown) => string {
  const { t } = useTranslation('kit');
  return (failure) => {
    if (failure instanceof Unreachable) return t('failure.unreachable');
    return problemIn(failure)?.message || t('failure.unknown');
  };
}

/** Shown in place of what could not be loaded or done. */
export function FailureNotice({ failure, onRetry }: { failure: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('kit');
  const textOf = useFailureText();
  const { status, code } = problemIn(failure) ?? {};
  if (status === 404) {
    return (
      <Notice tone="warning" title={t('failure.notFoundTitle')} live>
        <p>{t('failure.notFound')}</p>
        <p className="pt-2">
          <TextLink to="/">{t('failure.backHome')}</TextLink>
        </p>
      </Notice>
    );
  }
  if (code === 'person.many_read' || code === 'export.many') {
    return (
      <Notice tone="warning" title={t('failure.reasonTitle')} live>
        <p>{textOf(failure)}</p>
        <p className="pt-2">
          <TextLink to="/people/reading-reason">{t('failure.giveReason')}</TextLink>
        </p>
      </Notice>
    );
  }
  return (
    <Notice
      tone="error"
      live
      title={status === 403 ? t('failure.forbiddenTitle') : t('failure.title')}
      actions={
        onRetry &&
        status !== 403 && (
          <Button look="secondary" onClick={onRetry}>
            {t('retry')}
          </Button>
        )
      }
    >
      {textOf(failure)}
    </Notice>
  );
}
