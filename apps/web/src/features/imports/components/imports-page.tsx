import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Card } from '../../../components/card.js';
import type { Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { importsQuery, type ImportLine, type ImportPage as Lines } from '../api/list-imports.js';
import { SourcesCard } from './sources-card.js';
import { StateBadge } from './state-badge.js';
import { UploadCard } from './upload-card.js';

/** Where the secretariat takes lists over: a new one, those of the past, and where they come from. */
export function ImportsPage() {
  const { t } = useTranslation('imports');
  const [params] = useSearchParams();
  const past = useQuery(importsQuery(Math.max(1, Number(params.get('page')) || 1)));
  return (
    <Page title={t('title')} lead={t('lead')}>
      <UploadCard />
      <Card title={t('past.title')}>
        <Loaded query={past}>{(page) => <PastImports page={page} />}</Loaded>
      </Card>
      <SourcesCard />
    </Page>
  );
}

function PastImports({ page }: { page: Lines }) {
  const { t } = useTranslation('imports');
  const columns: Column<ImportLine>[] = [
    {
      key: 'file',
      label: t('past.file'),
      names: true,
      cell: ({ id, fileName }) => (
        <TextLink to={`/imports/${id}`} className="font-bold wrap-anywhere">
          {fileName}
        </TextLink>
      ),
    },
    { key: 'source', label: t('past.source'), cell: ({ source }) => source?.name },
    { key: 'state', label: t('past.state'), cell: (line) => <StateBadge job={line} /> },
    { key: 'result', label: t('past.result'), cell: (line) => <Result line={line} /> },
    {
      key: 'by',
      label: t('past.by'),
      cell: ({ changedAt, createdBy }) => (
        <>
          {asMoment(changedAt)}
          <br />
          {createdBy}
        </>
      ),
    },
  ];
  return (
    <PagedTable
      page={page}
      caption={t('past.title')}
      columns={columns}
      rowKey={({ id }) => id}
      empty={t('past.none')}
    />
  );
}

function Result({ line: { counts } }: { line: ImportLine }) {
  const { t } = useTranslation('imports');
  if (!counts) return null;
  const { conflict, problem, outside, missing } = counts;
  const remarks = [
    conflict > 0 ? t('past.conflict', { count: conflict }) : '',
    problem > 0 ? t('past.problem', { count: problem }) : '',
    outside > 0 ? t('past.outside', { count: outside }) : '',
    missing > 0 ? t('past.missing', { count: missing }) : '',
  ].filter(Boolean);
  return (
    <>
      {t('past.summary', counts)}
      {remarks.length > 0 && <span className="block text-solid-gray-700">{remarks.join('・')}</span>}
    </>
  );
}
