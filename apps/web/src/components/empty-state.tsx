import type { ReactNode } from 'react';

/** Says what to do first where there is nothing yet. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="grid justify-items-start gap-3 rounded-12 border border-dashed border-solid-gray-420 p-6">
      <p className="text-std-18B-160">{title}</p>
      {children && <div className="text-solid-gray-700">{children}</div>}
      {actions && <div className="flex flex-wrap gap-3 pt-1">{actions}</div>}
    </div>
  );
}
