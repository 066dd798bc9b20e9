import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { DataTable } from '../../../components/data-table.js';
import type { Figure, Figures } from '../api/figures.js';
import { BarChart, type BarLook } from './bar-chart.js';

/** A number as it is read: what is not shown has words of its own. */
export function useFigureText(): (figure: Figure) => string {
  const { t } = useTranslation('figures');
  return ({ number, concealed }) =>
    concealed ? t(concealed) : t('count', { number: number?.toLocaleString('ja-JP') });
}

/** How many were sent in each month. */
export function MonthsCard({ months }: { months: Figures['months'] }) {
  const { t } = useTranslation('figures');
  const bars = months.map((one) => {
    const [year, month] = one.name.split('-').map(Number);
    return { ...one, text: t('month', { year, month }) };
  });
  return <FigureCard title={t('months')} figures={bars} />;
}

/** A list of numbers with its picture; a sentence where there is nothing that may be shown. */
export function FigureCard({
  title,
  figures,
}: {
  title: string;
  figures: readonly (Figure & { text?: string })[];
}) {
  const { t } = useTranslation('figures');
  return (
    <Card title={title}>
      {figures.length === 0 ? <p>{t('notShown')}</p> : <BarChart label={title} bars={figures} />}
    </Card>
  );
}

const going = ['sent', 'received', 'reviewing', 'info_requested', 'proposed', 'waitlisted', 'suspended'];
const taken = ['accepted', 'in_progress', 'reported', 'completed'];

function lookOf(status: string): BarLook {
  if (taken.includes(status)) return 'plain';
  return going.includes(status) ? 'striped' : 'dotted';
}

/** How the referrals stand, and why those ended that did. */
export function OutcomesCard({ figures }: { figures: Figures }) {
  const { t } = useTranslation('figures');
  const textOf = useFigureText();
  const rows = figures.outcomes.flatMap((outcome) =>
    outcome.reasons.map((reason) => ({
      ...reason,
      key: `${outcome.status} ${reason.name}`,
      outcome: outcome.name,
    })),
  );
  return (
    <Card title={t('outcomes')}>
      {figures.outcomes.length === 0 ? (
        <p>{t('notShown')}</p>
      ) : (
        <div className="grid gap-5">
          <BarChart
            label={t('outcome')}
            bars={figures.outcomes.map((outcome) => ({ ...outcome, look: lookOf(outcome.status) }))}
          />
          {rows.length > 0 && (
            <DataTable
              caption={t('outcomes')}
              rows={rows}
              rowKey={({ key }) => key}
              columns={[
                { key: 'outcome', label: t('outcome'), names: true, cell: ({ outcome }) => outcome },
                { key: 'reason', label: t('reason'), cell: ({ name }) => name },
                { key: 'side', label: t('attribution'), cell: ({ attributionName }) => attributionName },
                { key: 'number', label: t('number'), cell: textOf },
              ]}
            />
          )}
        </div>
      )}
    </Card>
  );
}

/** How many days it took. */
export function DaysCard({ figures: { days, scope } }: { figures: Figures }) {
  const { t } = useTranslation('figures');
  const text = (number: number | null) => (number === null ? t('noDays') : t('day', { number }));
  return (
    <Card title={t('days')}>
      <DataTable
        caption={t('days')}
        rows={days}
        rowKey={({ step }) => step}
        columns={[
          { key: 'step', label: t('step'), names: true, cell: ({ name }) => name },
          ...(scope === 'network'
            ? []
            : [
                {
                  key: 'of',
                  label: t('of'),
                  cell: ({ number }: Figures['days'][number]) => t('count', { number: number ?? 0 }),
                },
              ]),
          { key: 'lower', label: t('lower'), cell: ({ lower }) => text(lower) },
          { key: 'middle', label: t('middle'), cell: ({ middle }) => <strong>{text(middle)}</strong> },
          { key: 'upper', label: t('upper'), cell: ({ upper }) => text(upper) },
        ]}
      />
    </Card>
  );
}
