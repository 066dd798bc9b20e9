import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure } from '../api/figures.js';

/** Plain, striped or dotted: kinds are told apart without their colour. */
export type BarLook = 'plain' | 'striped' | 'dotted';

type BarChartProps = {
  label: string;
  bars: readonly (Figure & { look?: BarLook; text?: string })[];
};

/** Bars beside their names and numbers. What is read out is the list; the bars only show it. */
export function BarChart({ label, bars }: BarChartProps) {
  const { t } = useTranslation('figures');
  const most = Math.max(1, ...bars.map(({ number }) => number ?? 0));
  return (
    <ul aria-label={label} className="@container grid gap-2">
      {bars.map((bar) => (
        <li
          key={bar.name}
          className="grid items-center gap-x-3 gap-y-0.5 @md:grid-cols-[minmax(8rem,2fr)_minmax(0,3fr)_5rem]"
        >
          <span className="min-w-0 text-std-16B-170 wrap-anywhere">{bar.text ?? bar.name}</span>
          <Bar share={bar.concealed ? null : (bar.number ?? 0) / most} look={bar.look ?? 'plain'} />
          <span className="tabular-nums @md:text-right">
            {bar.concealed ? t(bar.concealed) : t('count', { number: bar.number?.toLocaleString('ja-JP') })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One bar; without a share an empty frame of broken lines, for a number that is not shown. */
function Bar({ share, look }: { share: number | null; look: BarLook }) {
  const id = useId();
  if (share === null)
    return (
      <svg aria-hidden="true" className="h-6 w-full">
        <rect
          x="1"
          y="1"
          width="15%"
          height="22"
          fill="none"
          strokeDasharray="4 3"
          className="stroke-solid-gray-600"
        />
      </svg>
    );
  return (
    <svg aria-hidden="true" className="h-6 w-full">
      <defs>
        <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" className={look === 'plain' ? 'fill-blue-900' : 'fill-blue-200'} />
          {look === 'striped' && (
            <path d="M-2 10 10 -2M-2 2 2 -2M6 10 10 6" strokeWidth="2.5" className="stroke-blue-900" />
          )}
          {look === 'dotted' && <circle cx="4" cy="4" r="1.8" className="fill-blue-900" />}
        </pattern>
      </defs>
      <rect width={`${Math.max(share * 100, share > 0 ? 0.5 : 0)}%`} height="24" fill={`url(#${id})`} />
    </svg>
  );
}
