import type { ReactNode } from 'react';
import { useId } from 'react';
import { classes } from '../lib/classes.js';

type CardProps = {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
  id?: string;
};

/** A part of a page with its own head. */
export function Card({ title, aside, children, className, id }: CardProps) {
  const titleId = useId();
  return (
    <section
      id={id}
      aria-labelledby={title ? titleId : undefined}
      className={classes('min-w-0 rounded-16 border border-solid-gray-300 bg-white p-5', className)}
    >
      {(title || aside) && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          {title && (
            <h2 id={titleId} className="text-std-20B-150">
              {title}
            </h2>
          )}
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
