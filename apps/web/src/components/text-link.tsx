import type { ComponentProps } from 'react';
import { Link } from 'react-router';
import { classes } from '../lib/classes.js';

const look =
  'text-blue-1000 underline underline-offset-4 hover:text-blue-900 hover:decoration-2 active:text-orange-800';

/** A link inside the portal. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link {...rest} className={classes(look, className)} />;
}

/** A telephone number one can press. */
export function PhoneLink({ number, className }: { number: string; className?: string }) {
  return (
    <a
      href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}
      className={classes(look, 'whitespace-nowrap', className)}
    >
      {number}
    </a>
  );
}

/** A link to a page outside the portal; the host of the page learns nothing from where it was opened. */
export function OutsideLink({ className, ...rest }: ComponentProps<'a'>) {
  return <a {...rest} rel="noreferrer noopener" target="_blank" className={classes(look, className)} />;
}
