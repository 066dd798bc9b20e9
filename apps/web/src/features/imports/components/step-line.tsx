import { useTranslation } from 'react-i18next';
import { classes } from '../../../lib/classes.js';
import type { ImportJob } from '../api/get-import.js';

const steps = ['read', 'settle', 'check', 'commit'] as const;

const reached: Record<ImportJob['state'], number> = {
  reading: 0,
  unreadable: 0,
  described: 1,
  checking: 2,
  checked: 2,
  committing: 3,
  committed: 4,
  undoing: 4,
  undone: 4,
  dropped: 0,
};

/** How far the list is on its way: four steps, of which one is now. */
export function StepLine({ state }: { state: ImportJob['state'] }) {
  const { t } = useTranslation('imports');
  const now = reached[state];
  return (
    <ol aria-label={t('steps.label')} className="flex flex-wrap gap-x-6 gap-y-2">
      {steps.map((step, at) => (
        <li
          key={step}
          aria-current={at === now ? 'step' : undefined}
          className={classes(
            'flex items-center gap-2',
            at === now ? 'font-bold text-blue-900' : 'text-solid-gray-700',
          )}
        >
          <span
            aria-hidden="true"
            className={classes(
              'inline-flex size-7 items-center justify-center rounded-full border text-oln-14B-100',
              at < now ? 'border-green-900 bg-green-900 text-white' : 'border-current bg-white',
            )}
          >
            {at < now ? '✓' : at + 1}
          </span>
          {t(`steps.${step}`)}
          {at < now && <span className="sr-only">{t('steps.done')}</span>}
        </li>
      ))}
    </ol>
  );
}
