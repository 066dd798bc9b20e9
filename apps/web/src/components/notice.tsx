import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../lib/classes.js';
import { Icon } from './icon.js';

/** What a notice is about. */
export type Tone = 'info' | 'success' | 'warning' | 'error';

const edges: Record<Tone, string> = {
  info: 'border-blue-900 [--tone:var(--color-blue-900)]',
  success: 'border-green-800 [--tone:var(--color-green-800)]',
  warning: 'border-orange-800 [--tone:var(--color-orange-800)]',
  error: 'border-red-900 [--tone:var(--color-red-900)]',
};

type NoticeProps = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Read out at once when it appears. */
  live?: boolean;
  className?: string;
};

/** A banner in the page: sign, word, sentence, and what can be done. */
export function Notice({ tone = 'info', title, children, actions, live = false, className }: NoticeProps) {
  const { t } = useTranslation('kit');
  return (
    <div
      role={live ? (tone === 'error' ? 'alert' : 'status') : undefined}
      className={classes(
        'flex gap-3 rounded-12 border-2 border-l-8 bg-white p-4 keep-together',
        edges[tone],
        className,
      )}
    >
      <span className="pt-0.5 text-(--tone)">
        <Icon name={tone} className="size-6" />
        <span className="sr-only">{t(`tone.${tone}`)}</span>
      </span>
      <div className="grid min-w-0 flex-1 gap-2">
        {title && <p className="text-std-16B-170 text-solid-gray-900">{title}</p>}
        {children && <div className="text-solid-gray-800">{children}</div>}
        {actions && <div className="flex flex-wrap gap-3 pt-1">{actions}</div>}
      </div>
    </div>
  );
}
