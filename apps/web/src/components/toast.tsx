import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.js';

type Said = { text: string; number: number };

const SayContext = createContext<(text: string) => void>(() => undefined);

/** Says one short sentence that does not need an answer. */
export function useSay(): (text: string) => void {
  return useContext(SayContext);
}

/** Holds the place where short sentences appear. It is in the page from the start, or screen readers would not read it. */
export function ToastPlace({ children }: { children: ReactNode }) {
  const { t } = useTranslation('kit');
  const [said, setSaid] = useState<Said | undefined>();
  const say = useCallback(
    (text: string) => setSaid((last) => ({ text, number: (last?.number ?? 0) + 1 })),
    [],
  );
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(undefined), 10_000);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <SayContext value={say}>
      {children}
      <div className="no-print pointer-events-none fixed inset-x-4 bottom-4 z-10 flex justify-center">
        <div role="status" className="max-w-full">
          {said && (
            <div
              key={said.number}
              className="pointer-events-auto flex items-center gap-3 rounded-12 border border-transparent bg-solid-gray-900 py-2 pr-2 pl-4 text-white shadow-3"
            >
              <Icon name="success" />
              <span className="min-w-0">{said.text}</span>
              <button
                type="button"
                onClick={() => setSaid(undefined)}
                className="inline-flex min-h-11 shrink-0 items-center rounded-8 px-3 underline hover:bg-solid-gray-700"
              >
                {t('close')}
              </button>
            </div>
          )}
        </div>
      </div>
    </SayContext>
  );
}
