import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** One thing to mend: the id of the field and the sentence. A field of `root` belongs to the whole form. */
export type FormFault = { field: string; detail: string };

/** All that is wrong with a form, at its top; focus goes here when it appears, and each line leads to its field. */
export function ErrorSummary({ faults, attempt }: { faults: readonly FormFault[]; attempt: number }) {
  const { t } = useTranslation('kit');
  const box = useRef<HTMLDivElement>(null);
  const shown = faults.length > 0;
  useEffect(() => {
    if (shown && attempt > 0) box.current?.focus();
  }, [attempt, shown]);
  if (!shown) return null;
  return (
    <div ref={box} tabIndex={-1} className="rounded-12 border-2 border-red-900 bg-red-50 p-4">
      <h2 className="text-std-18B-160">{t('errorSummary.title')}</h2>
      <ul className="mt-2 grid gap-1">
        {faults.map((fault) => (
          <li key={`${fault.field}${fault.detail}`}>
            {fault.field === 'root' ? (
              <span>{fault.detail}</span>
            ) : (
              <a
                href={`#${fault.field}`}
                className="inline-block min-h-6 text-red-1000 underline underline-offset-4"
                onClick={(event) => {
                  event.preventDefault();
                  leadTo(fault.field);
                }}
              >
                {fault.detail}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function leadTo(field: string): void {
  const target = document.getElementById(field);
  const focusable = target?.matches('fieldset')
    ? target.querySelector<HTMLElement>('input, select, textarea')
    : target;
  (focusable ?? target)?.focus();
}
