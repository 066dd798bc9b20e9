import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { Breadcrumbs, type Crumb } from './breadcrumbs.js';

type PageProps = {
  title: string;
  trail?: readonly Crumb[];
  lead?: ReactNode;
  /** Badges beside the heading. */
  badges?: ReactNode;
  /** What can be done with the whole page. */
  actions?: ReactNode;
  children: ReactNode;
};

let pagesShown = 0;

/** A page: title in the tab, way here, heading. After a change of page the focus is on the heading. */
export function Page({ title, trail = [], lead, badges, actions, children }: PageProps) {
  const { t } = useTranslation('kit');
  const { pathname } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title}｜${t('productName')}`;
  }, [title, t]);
  useEffect(() => {
    // The first page after loading keeps the browser's own order: the reader may want the banner first.
    pagesShown += 1;
    if (pagesShown > 1) heading.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className="grid content-start gap-6">
      <div className="grid gap-3">
        {trail.length > 0 && <Breadcrumbs trail={trail} here={title} />}
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
            <h1 ref={heading} tabIndex={-1} className="text-std-28B-150">
              {title}
            </h1>
            {badges}
          </div>
          {actions && <div className="no-print flex flex-wrap gap-3">{actions}</div>}
        </div>
        {lead && <div className="text-solid-gray-700">{lead}</div>}
      </div>
      {children}
    </div>
  );
}
