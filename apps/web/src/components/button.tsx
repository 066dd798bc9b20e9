import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { classes } from '../lib/classes.js';

/** How loud a button is. */
export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

const shape =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-8 px-4 py-2 text-center font-bold leading-140 ' +
  'underline-offset-4 no-print';

const looks: Record<ButtonLook, string> = {
  primary:
    'min-w-24 border border-transparent bg-blue-900 text-white hover:bg-blue-1000 hover:underline active:bg-blue-1200',
  secondary:
    'min-w-24 border border-blue-900 bg-white text-blue-900 hover:bg-blue-200 hover:underline active:bg-blue-300',
  quiet: 'text-blue-900 underline hover:bg-blue-50 active:bg-blue-100',
  danger: 'min-w-24 border border-transparent bg-red-900 text-white hover:bg-red-1000 hover:underline',
};

type ButtonProps = ComponentProps<'button'> & { look?: ButtonLook; busy?: boolean };

/** A button. While busy it stays focusable and says so, and a second press does nothing. */
export function Button({
  look = 'primary',
  busy = false,
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const { t } = useTranslation('kit');
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      className={classes(shape, looks[look], (busy || rest.disabled) && 'opacity-60', className)}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
      {busy && <span className="sr-only">{t('working')}</span>}
    </button>
  );
}

type ButtonLinkProps = ComponentProps<typeof Link> & { look?: ButtonLook };

/** A link that looks like a button: it goes somewhere. */
export function ButtonLink({ look = 'primary', className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={classes(shape, looks[look], className)} />;
}

type DownloadLinkProps = Omit<ComponentProps<'a'>, 'download'> & { look?: ButtonLook };

/**
 * A link that looks like a button: it saves a file. The server says that it is one; what it refuses it says in a page, which
 * `download` would throw away.
 */
export function DownloadLink({ look = 'primary', className, children, ...rest }: DownloadLinkProps) {
  return (
    <a {...rest} className={classes(shape, looks[look], className)}>
      {children}
    </a>
  );
}
