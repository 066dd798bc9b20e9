import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../lib/classes.js';
import { Icon } from './icon.js';

type DialogProps = {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** As wide as a page, for what has columns of its own. */
  wide?: boolean;
};

/** A question that must be answered first. Mounted means open; the browser itself keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, children, wide = false }: DialogProps) {
  const { t } = useTranslation('kit');
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opened = dialog.current;
    if (opened && !opened.open) opened.showModal();
    heading.current?.focus();
    return () => opened?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={classes(
        '@container max-h-[calc(100dvh-2rem)] overflow-auto rounded-16 bg-white p-0 shadow-4',
        wide ? 'w-[min(80rem,calc(100vw-2rem))] max-w-none' : 'w-[min(44rem,calc(100vw-2rem))]',
      )}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="grid gap-5 p-5 @lg:p-8">
        <div className="flex items-start justify-between gap-4">
          <h2
            ref={heading}
            id={titleId}
            tabIndex={-1}
            className="text-std-22B-150 shadow-none! outline-none!"
          >
            {title}
          </h2>
          <button
            type="button"
            onClick={onClose}
            className="-mt-1 inline-flex min-h-11 shrink-0 items-center gap-1 rounded-8 px-2 hover:bg-solid-gray-50"
          >
            <Icon name="close" />
            {t('close')}
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
