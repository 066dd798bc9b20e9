import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What every field of a form may say about itself. */
export type FieldTexts = {
  label: ReactNode;
  support?: ReactNode | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
};

/** The look of a box to type in. */
export const boxLook =
  'w-full min-h-12 rounded-8 border border-solid-gray-600 bg-white px-4 py-2 text-solid-gray-800 hover:border-black ' +
  'aria-invalid:border-error-1 disabled:bg-solid-gray-50 disabled:text-solid-gray-536 [&[readonly]]:bg-solid-gray-50';

/** The ids a field points to with `aria-describedby`. */
export function describedBy(id: string, texts: FieldTexts): string | undefined {
  const ids = [texts.support ? `${id}-support` : '', texts.error ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  return ids || undefined;
}

/** Label, help, the field itself, and its error: always in this order, always as text. */
export function Field({ id, children, ...texts }: FieldTexts & { id: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-std-16B-170 w-fit">
        {texts.label}
        <RequirementMark required={texts.required} />
      </label>
      <FieldSupport id={id} support={texts.support} />
      {children}
      <FieldError id={id} error={texts.error} />
    </div>
  );
}

/** The word that says a field must be filled. */
export function RequirementMark({ required }: { required?: boolean | undefined }) {
  const { t } = useTranslation('kit');
  return required ? <span className="ml-2 text-oln-14N-100 text-red-1000">{t('required')}</span> : null;
}

/** The sentence that helps to fill a field. */
export function FieldSupport({ id, support }: { id: string; support?: ReactNode | undefined }) {
  if (!support) return null;
  return (
    <p id={`${id}-support`} className="text-dns-14N-130 text-solid-gray-700">
      {support}
    </p>
  );
}

/** What is wrong with a field. */
export function FieldError({ id, error }: { id: string; error?: string | undefined }) {
  if (!error) return null;
  return (
    <p id={`${id}-error`} className="text-dns-16N-130 text-red-1000">
      <span aria-hidden="true">＊</span>
      {error}
    </p>
  );
}
