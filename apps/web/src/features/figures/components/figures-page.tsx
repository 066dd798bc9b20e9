import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { Icon } from '../../../components/icon.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextField } from '../../../components/text-field.js';
import { inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import {
  figureFormats,
  figuresAddress,
  figuresQuery,
  type Figures,
  type FigureSearch,
} from '../api/figures.js';
import { QuartersCard } from './quarters-card.js';
import { DaysCard, FigureCard, MonthsCard, OutcomesCard, useFigureText } from './figure-tables.js';

/** What came of referrals: of the own agency in full, of the network for its secretariat. The address holds the period. */
export function FiguresPage() {
  const { t } = useTranslation('figures');
  const { can } = useSession();
  const [params] = useSearchParams();
  const search = searchIn(params, can.keepDirectory);
  const figures = useQuery(figuresQuery(search));
  return (
    <Page
      title={t('title')}
      lead={t(search.scope === 'network' ? 'leadNetwork' : 'lead')}
      actions={
        <span className="hidden @xl:block">
          <Button look="quiet" onClick={() => window.print()}>
            <Icon name="print" />
            {t('print')}
          </Button>
        </span>
      }
    >
      <Period search={search} />
      <Loaded query={figures}>{(found) => <Content figures={found} search={search} />}</Loaded>
    </Page>
  );
}

function Content({ figures, search }: { figures: Figures; search: FigureSearch }) {
  const { t } = useTranslation('figures');
  const textOf = useFigureText();
  const { total, closedLoop, closedLoopPercent, scope } = figures;
  return (
    <div className="grid gap-6">
      <p className="text-std-18B-160">
        {t('period', { from: inEra(figures.from), until: inEra(figures.until) })}
      </p>
      <dl className="grid gap-4 @xl:grid-cols-2">
        <Card>
          <dt>{t('total')}</dt>
          <dd className="text-std-28B-150">{textOf(total)}</dd>
        </Card>
        <Card>
          <dt>{t('closedLoop')}</dt>
          <dd className="text-std-28B-150">
            {textOf(closedLoop)}
            {closedLoopPercent !== null && (
              <span className="pl-3 text-std-20B-150">{t('percent', { percent: closedLoopPercent })}</span>
            )}
          </dd>
          <dd className="text-dns-14N-130 text-solid-gray-700">{t('closedLoopMeans')}</dd>
        </Card>
      </dl>
      {total.number === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <>
          <div className="grid items-start gap-6 @4xl:grid-cols-2">
            <MonthsCard months={figures.months} />
            <DaysCard figures={figures} />
            <FigureCard title={t('routes')} figures={figures.routes} />
            {scope !== 'network' && <FigureCard title={t(`partners.${scope}`)} figures={figures.partners} />}
            <FigureCard title={t('attributions')} figures={figures.attributions} />
            <FigureCard title={t('capacity')} figures={figures.capacity} />
          </div>
          <OutcomesCard figures={figures} />
          {search.scope === 'network' && search.fiscalYear < fiscalYearOf(todayInTokyo()) && (
            <QuartersCard fiscalYear={search.fiscalYear} />
          )}
        </>
      )}
      <p className="no-print flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="text-solid-gray-700">{t('take')}</span>
        {figureFormats.map((format) => (
          <a
            key={format}
            href={figuresAddress(search, format)}
            download
            className="inline-flex min-h-11 items-center text-blue-900 underline underline-offset-4"
          >
            {t(`formats.${format}`)}
          </a>
        ))}
      </p>
    </div>
  );
}

function Period({ search }: { search: FigureSearch }) {
  const { t } = useTranslation('figures');
  const [, setParams] = useSearchParams();
  const thisYear = fiscalYearOf(todayInTokyo());
  const years = [0, 1, 2, 3, 4].map((back) => thisYear - back);
  if (search.scope === 'network')
    return (
      <ChoiceLinks
        label={t('year')}
        choices={years.map((year) => ({
          to: `?year=${year}`,
          label: t('yearOf', { year }),
          chosen: year === search.fiscalYear,
        }))}
      />
    );
  const { scope, from, until } = search;
  const change = (name: 'from' | 'until', value: string) => {
    if (value) setParams({ side: scope, from, until, [name]: value });
  };
  return (
    <div className="no-print grid gap-4">
      <ChoiceLinks
        label={t('side')}
        choices={(['sent', 'received'] as const).map((side) => ({
          to: `?side=${side}&from=${from}&until=${until}`,
          label: t(`sides.${side}`),
          chosen: side === scope,
        }))}
      />
      <ChoiceLinks
        label={t('year')}
        choices={years.slice(0, 3).map((year) => ({
          to: `?side=${scope}&from=${year}-04-01&until=${year + 1}-03-31`,
          label: t('yearOf', { year }),
          chosen: from === `${year}-04-01` && until === `${year + 1}-03-31`,
        }))}
      />
      <div className="grid max-w-2xl gap-5 @xl:grid-cols-2">
        <TextField
          name="from"
          type="date"
          label={t('from')}
          value={from}
          max={until}
          onChange={(event) => change('from', event.target.value)}
        />
        <TextField
          name="until"
          type="date"
          label={t('until')}
          value={until}
          min={from}
          onChange={(event) => change('until', event.target.value)}
        />
      </div>
    </div>
  );
}

function searchIn(params: URLSearchParams, isNetwork: boolean): FigureSearch {
  const year = fiscalYearOf(todayInTokyo());
  if (isNetwork) return { scope: 'network', fiscalYear: Number(params.get('year')) || year };
  return {
    scope: params.get('side') === 'received' ? 'received' : 'sent',
    from: dayIn(params.get('from')) ?? `${year}-04-01`,
    until: dayIn(params.get('until')) ?? `${year + 1}-03-31`,
  };
}

function dayIn(text: string | null): string | undefined {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
}

/** The Japanese fiscal year of a day. */
function fiscalYearOf(day: string): number {
  return Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0);
}
