import { useTranslation } from 'react-i18next';
import { asShortDay, inEra } from '../../../lib/japanese-date.js';
import type { SelfCheck } from '../api/own-sheets.js';

const [width, height] = [640, 200];
const [left, right, top, bottom] = [92, 36, 20, 34];

/** How the average of the answers went over time. The table below says the same in words, answer by answer. */
export function SelfCheckChart({ series }: { series: readonly SelfCheck[] }) {
  const { t } = useTranslation('sheets');
  const shown = series.slice(-12);
  const points = shown.map((check, at) => ({
    check,
    average: check.levels.reduce((sum, { level }) => sum + level, 0) / check.levels.length,
    x: left + (shown.length === 1 ? 0.5 : at / (shown.length - 1)) * (width - left - right),
  }));
  const y = (level: number) => top + ((4 - level) / 3) * (height - top - bottom);
  const words = points
    .map(({ check, average }) => `${inEra(check.checkedOn)} ${average.toFixed(1)}`)
    .join('、');
  return (
    <figure className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('check.chart')}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('check.chartText', { item: t('check.average'), levels: words })}
        className="w-full min-w-xl"
      >
        {([4, 3, 2, 1] as const).map((level) => (
          <g key={level}>
            <line
              x1={left}
              x2={width - right}
              y1={y(level)}
              y2={y(level)}
              className="stroke-solid-gray-300"
            />
            <text x={left - 8} y={y(level) + 4} textAnchor="end" className="fill-solid-gray-800 text-[11px]">
              {t(`check.levels.l${level}`)}
            </text>
          </g>
        ))}
        <polyline
          points={points.map(({ x, average }) => `${x},${y(average)}`).join(' ')}
          className="fill-none stroke-blue-900"
          strokeWidth={2}
        />
        {points.map(({ check, average, x }) => (
          <g key={check.id}>
            <circle cx={x} cy={y(average)} r={5} className="fill-blue-900" />
            <text x={x} y={y(average) - 9} textAnchor="middle" className="fill-solid-gray-900 text-[11px]">
              {average.toFixed(1)}
            </text>
            <text x={x} y={height - 12} textAnchor="middle" className="fill-solid-gray-800 text-[11px]">
              {asShortDay(check.checkedOn)}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}
