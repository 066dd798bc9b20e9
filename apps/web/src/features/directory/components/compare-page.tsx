import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { EmptyState } from '../../../components/empty-state.js';
import { Icon } from '../../../components/icon.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { classes } from '../../../lib/classes.js';
import type { Schema } from '../../../lib/api-client.js';
import { comparisonQuery } from '../api/compare-agencies.js';

/** Two to four agencies side by side; which, stands in the address. */
export function ComparePage() {
  const { t } = useTranslation('directory');
  const [params, setParams] = useSearchParams();
  const ids = [...new Set(params.get('ids')?.split(',').filter(Boolean) ?? [])].slice(0, 4);
  const onlyDiffering = params.get('differing') === 'true';
  const compared = useQuery(comparisonQuery(ids));
  const change = (name: string, value: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  return (
    <Page
      title={t('search.comparePage.title')}
      trail={[{ to: '/agencies', label: t('search.title') }]}
      lead={t('search.comparePage.lead')}
      actions={
        ids.length > 1 && (
          <Button look="secondary" onClick={() => window.print()}>
            <Icon name="print" />
            {t('search.print')}
          </Button>
        )
      }
    >
      {ids.length < 2 ? (
        <EmptyState
          title={t('search.comparePage.emptyTitle')}
          actions={<ButtonLink to="/agencies">{t('search.title')}</ButtonLink>}
        >
          {t('search.comparePage.empty')}
        </EmptyState>
      ) : (
        <Loaded query={compared} lines={10}>
          {(comparison) => (
            <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
              <Checkbox
                className="no-print w-fit"
                label={t('search.comparePage.onlyDiffering')}
                checked={onlyDiffering}
                onChange={() => change('differing', onlyDiffering ? '' : 'true')}
              />
              <ComparisonTable
                comparison={comparison}
                onlyDiffering={onlyDiffering}
                onRemove={(id) => change('ids', ids.filter((other) => other !== id).join(','))}
              />
            </div>
          )}
        </Loaded>
      )}
    </Page>
  );
}

type ComparisonTableProps = {
  comparison: Schema<'ComparisonView'>;
  onlyDiffering: boolean;
  onRemove: (id: string) => void;
};

/**
 * Wide on purpose: on a narrow screen it scrolls inside its own frame, and the names of the lines stay. The frame is
 * positioned, or what only screen readers see would stick out of it and widen the page.
 */
function ComparisonTable({ comparison: { agencies, lines }, onlyDiffering, onRemove }: ComparisonTableProps) {
  const { t } = useTranslation('directory');
  const shown = lines.filter(({ differs }) => differs || !onlyDiffering);
  return (
    <div
      className="relative overflow-x-auto"
      tabIndex={0}
      role="region"
      aria-label={t('search.comparePage.title')}
    >
      <table className="w-full min-w-160 table-fixed border-collapse text-left print:min-w-0">
        <caption className="sr-only">{t('search.comparePage.title')}</caption>
        <thead>
          <tr className="border-b-2 border-solid-gray-700 align-top">
            <th scope="col" className="sticky left-0 w-32 bg-white px-2 py-3">
              {t('search.comparePage.item')}
            </th>
            {agencies.map(({ id, name }) => (
              <th key={id} scope="col" className="px-2 py-3">
                <TextLink to={`/agencies/${id}`} className="font-bold">
                  {name}
                </TextLink>
                {agencies.length > 2 && (
                  <Button
                    look="quiet"
                    className="mt-1 flex! px-0! text-dns-14N-130"
                    aria-label={t('search.comparePage.removeThis', { name })}
                    onClick={() => onRemove(id)}
                  >
                    {t('search.comparePage.remove')}
                  </Button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ column, label, values, differs }) => (
            <tr
              key={column}
              className={classes('border-b border-solid-gray-420 align-top', differs && 'bg-yellow-50')}
            >
              <th
                scope="row"
                className={classes(
                  'sticky left-0 px-2 py-3 text-dns-16B-130',
                  differs ? 'bg-yellow-50' : 'bg-white',
                )}
              >
                {label}
                {differs && (
                  <span className="mt-1 block">
                    <StatusBadge tone="waiting">{t('search.comparePage.differs')}</StatusBadge>
                  </span>
                )}
              </th>
              {values.map((value, at) => (
                <td key={agencies[at]!.id} className="px-2 py-3 wrap-anywhere whitespace-pre-line">
                  {value || <span className="text-solid-gray-700">{t('search.comparePage.none')}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
