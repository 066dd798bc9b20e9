import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { Button, DownloadLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra, todayInTokyo } from '../../../lib/japanese-date.js';
import { councilQuery } from '../api/councils.js';
import { decisionsQuery, type Decision } from '../api/records.js';
import { fiscalYearName, fiscalYearOf } from './fiscal-year.js';

/** The register of what a council has decided. */
export function DecisionsPage() {
  const { t } = useTranslation(['meetingRecords', 'meetings']);
  const { councilId = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const [words, setWords] = useState(params.get('words') ?? '');
  const year = Number(params.get('year')) || undefined;
  const asked = params.get('words') ?? '';
  const page = Math.max(1, Number(params.get('page')) || 1);
  const wanted = { ...(year ? { fiscalYear: year } : {}), ...(asked ? { words: asked } : {}) };
  const council = useQuery(councilQuery(councilId));
  const found = useQuery(decisionsQuery(councilId, { ...wanted, page }));
  const now = fiscalYearOf(todayInTokyo());
  const query = (format: string) =>
    new URLSearchParams({
      format,
      ...(year ? { fiscalYear: String(year) } : {}),
      ...(asked ? { words: asked } : {}),
    });
  return (
    <Loaded query={council}>
      {({ name }) => (
        <Page
          title={t('decisions.of', { name })}
          trail={[
            { to: '/councils', label: t('meetings:councils.title') },
            { to: `/councils/${councilId}`, label: name },
          ]}
          actions={
            <>
              {(['csv', 'xlsx'] as const).map((format) => (
                <DownloadLink
                  key={format}
                  look="secondary"
                  href={`/api/v1/councils/${councilId}/decision-list?${query(format)}`}
                >
                  {t(format === 'csv' ? 'decisions.csv' : 'decisions.excel')}
                </DownloadLink>
              ))}
            </>
          }
        >
          <Card title={t('decisions.title')}>
            <div className="grid gap-4">
              <form
                className="no-print flex flex-wrap items-end gap-3"
                onSubmit={(event) => {
                  event.preventDefault();
                  setParams({ ...(year ? { year: String(year) } : {}), ...(words ? { words } : {}) });
                }}
              >
                <TextField
                  name="words"
                  label={t('decisions.words')}
                  value={words}
                  onChange={(event) => setWords(event.target.value)}
                />
                <Button type="submit" look="secondary">
                  {t('decisions.search')}
                </Button>
              </form>
              <ChoiceLinks
                label={t('meetings:meetings.years')}
                choices={[
                  { to: '?', label: t('meetings:meetings.allYears'), chosen: !year },
                  ...[now, now - 1, now - 2].map((one) => ({
                    to: `?year=${one}`,
                    label: t('meetings:meetings.year', { year: fiscalYearName(one) }),
                    chosen: year === one,
                  })),
                ]}
              />
              <Loaded query={found}>
                {({ items, ...rest }) => (
                  <div>
                    <Register decisions={items} />
                    <Pager page={rest.page} perPage={rest.perPage} total={rest.total} />
                  </div>
                )}
              </Loaded>
            </div>
          </Card>
        </Page>
      )}
    </Loaded>
  );
}

function Register({ decisions }: { decisions: readonly Decision[] }) {
  const { t } = useTranslation('meetingRecords');
  if (decisions.length === 0) return <p className="text-solid-gray-700">{t('decisions.none')}</p>;
  const columns: Column<Decision>[] = [
    { key: 'label', label: t('decisions.label'), names: true, cell: ({ label }) => label },
    {
      key: 'text',
      label: t('decisions.text'),
      cell: ({ title, text, before, revision }) => (
        <>
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {[title, ...(revision > 0 ? [t('decisions.revised', { count: revision })] : [])].join('　')}
          </span>
          <span className="whitespace-pre-wrap">{text}</span>
          {before.map((old) => (
            <s key={old.until} className="block text-dns-14N-130 text-solid-gray-700">
              {t('decisions.before', { until: inEra(old.until), text: old.text })}
            </s>
          ))}
        </>
      ),
    },
    { key: 'decidedOn', label: t('decisions.decidedOn'), cell: ({ decidedOn }) => inEra(decidedOn) },
    {
      key: 'effectiveOn',
      label: t('decisions.effectiveOn'),
      cell: ({ effectiveOn }) => (effectiveOn ? inEra(effectiveOn) : ''),
    },
    {
      key: 'meeting',
      label: t('decisions.meeting'),
      cell: ({ meeting, meetingId }) =>
        meeting && <TextLink to={`/meetings/${meetingId}/minutes`}>{meeting}</TextLink>,
    },
  ];
  return (
    <DataTable
      caption={t('decisions.caption')}
      columns={columns}
      rows={decisions}
      rowKey={(decision) => decision.id}
    />
  );
}
