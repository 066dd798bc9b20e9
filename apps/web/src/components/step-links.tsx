import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { classes } from '../lib/classes.js';
import { Icon } from './icon.js';

/** One step of a longer form. */
export type Step = { to: string; label: string; done: boolean; current: boolean; reachable: boolean };

/** The steps of a longer form: which are done, which is open. */
export function StepLinks({ steps }: { steps: readonly Step[] }) {
  const { t } = useTranslation('kit');
  return (
    <nav aria-label={t('steps.label')} className="@container no-print">
      <ol className="grid gap-1 @2xl:flex @2xl:flex-wrap @2xl:gap-2">
        {steps.map((step, index) => {
          const look = classes(
            'flex min-h-11 items-center gap-2 rounded-8 border px-3 py-1.5',
            step.current
              ? 'border-blue-900 bg-blue-50 font-bold text-blue-1000'
              : 'border-solid-gray-300 bg-white',
            !step.reachable && 'text-solid-gray-600',
          );
          const content = (
            <>
              <span
                aria-hidden="true"
                className={classes(
                  'flex size-7 shrink-0 items-center justify-center rounded-full border text-oln-14B-100',
                  step.done ? 'border-green-900 bg-green-900 text-white' : 'border-current',
                )}
              >
                {step.done ? <Icon name="check" className="size-4" /> : index + 1}
              </span>
              {step.label}
              {step.done && <span className="sr-only">（{t('steps.done')}）</span>}
            </>
          );
          return (
            <li key={step.to}>
              {step.reachable ? (
                <Link
                  to={step.to}
                  aria-current={step.current ? 'step' : undefined}
                  className={classes(look, 'hover:underline')}
                >
                  {content}
                </Link>
              ) : (
                <span className={look}>{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
