import type { ReactNode } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { ProductMark } from './product-mark.js';
import { SkipLink } from './skip-link.js';
import { TextSizeButtons } from './text-size-buttons.js';

/** The frame before signing in: name, text size, content. */
export function Frame() {
  return (
    <>
      <SkipLink />
      <header className="@container border-b border-solid-gray-300">
        <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2">
          <ProductMark />
          <TextSizeButtons />
        </div>
      </header>
      <Content>
        <Outlet />
      </Content>
      <ScrollRestoration />
    </>
  );
}

/** The place of the page itself. */
export function Content({ children }: { children: ReactNode }) {
  return (
    <main id="content" tabIndex={-1} className="@container mx-auto w-full max-w-page flex-1 px-4 pt-6 pb-20">
      {children}
    </main>
  );
}
