import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ChoiceLinks } from '../../../components/choice-links.js';
import type { Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { PagedTable } from '../../../components/paged-table.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { Leaflet } from '../api/get-leaflets.js';
import {
  leafletAgenciesQuery,
  type LeafletAgencyLine,
  type LeafletAgenciesSearch,
} from '../api/leaflet-agencies.js';
import { standingTones } from '../standing-look.js';
import { AgencyAdder } from './agency-adder.js';

/** The agencies of an edition: every count opens its list. The address holds what is asked for. */
export function LeafletAgencies({ leaflet }: { leaflet: Leaflet }) {
  const { t } = useTranslation('leaflets');
  const [params, setParams] = useSearchParams();
  const search = searchIn(params, leaflet);
  const agencies = useQuery(leafletAgenciesQuery(leaflet.id, search));
  const columns: Column<LeafletAgencyLine>[] = [
    {
      key: 'name',
      label: t('edition.column.name'),
      names: true,
      className: '@3xl:w-2/5',
      cell: ({ agencyId, name, typeName }) => (
        <>
          <TextLink to={`/leaflets/${leaflet.id}/agencies/${agencyId}`} className="font-bold">
            {name}
          </TextLink>
          <span className="block text-dns-14N-130 text-solid-gray-700">{typeName}</span>
        </>
      ),
    },
    {
      key: 'standing',
      label: t('edition.column.standing'),
      cell: ({ standing, standingName, askedAt, remindedAt }) => (
        <div className="grid justify-items-start gap-1">
          <StatusBadge tone={standingTones[standing]}>{standingName}</StatusBadge>
          {askedAt && (
            <span className="text-dns-14N-130 text-solid-gray-700">
              {remindedAt
                ? t('agency.remindedAt', { at: inEra(remindedAt) })
                : t('agency.proofAt', { at: inEra(askedAt) })}
            </span>
          )}
        </div>
      ),
    },
    {
      key: 'note',
      label: t('edition.column.note'),
      cell: (line) => noteOf(line, t),
      className: 'whitespace-pre-line',
    },
  ];
  return (
    <div className="grid gap-4">
      <ChoiceLinks
        label={t('edition.progress')}
        choices={[
          {
            to: '?',
            label: t('edition.all'),
            count: leaflet.total,
            chosen: !search.standing && !search.unreachable,
          },
          ...leaflet.counts
            .filter(({ count }) => count > 0)
            .map(({ standing, name, count }) => ({
              to: `?standing=${standing}`,
              label: name,
              count,
              chosen: search.standing === standing,
            })),
          ...(leaflet.unreachable > 0
            ? [
                {
                  to: '?unreachable=true',
                  label: t('edition.unreachable'),
                  count: leaflet.unreachable,
                  chosen: search.unreachable,
                },
              ]
            : []),
        ]}
      />
      <TextField
        label={t('edition.search')}
        type="search"
        value={search.q}
        onChange={(event) =>
          setParams(
            (before) => {
              const next = new URLSearchParams(before);
              next.delete('page');
              if (event.target.value) next.set('q', event.target.value);
              else next.delete('q');
              return next;
            },
            { replace: true },
          )
        }
      />
      <Loaded query={agencies}>
        {(page) => (
          <PagedTable
            page={page}
            caption={t('edition.caption')}
            columns={columns}
            rowKey={({ agencyId }) => agencyId}
            empty={<p>{t('edition.empty')}</p>}
          />
        )}
      </Loaded>
      {leaflet.can.change && <AgencyAdder leafletId={leaflet.id} />}
    </div>
  );
}

/** What is to be looked at: what has changed, what is wished for, what did not arrive. */
function noteOf(line: LeafletAgencyLine, t: TFunction<'leaflets'>): string | null {
  if (line.standing === 'stale') return line.changed.join('、');
  if (line.correction) return line.correction;
  if (line.standing === 'agreed' || line.standing === 'refused') return null;
  if (!line.reachable) return t('agency.unreachable');
  if (line.trouble === 'no_address') return t('agency.noAddress');
  return line.trouble && t('agency.trouble', { code: line.trouble });
}

function searchIn(params: URLSearchParams, leaflet: Leaflet): LeafletAgenciesSearch {
  return {
    standing: leaflet.counts.find(({ standing }) => standing === params.get('standing'))?.standing,
    unreachable: params.get('unreachable') === 'true',
    q: params.get('q') ?? '',
    page: Math.max(1, Number(params.get('page')) || 1),
  };
}
