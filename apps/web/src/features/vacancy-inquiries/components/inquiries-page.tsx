import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ButtonLink } from '../../../components/button.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import type { Column } from '../../../components/data-table.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { PagedTable } from '../../../components/paged-table.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { inEra } from '../../../lib/japanese-date.js';
import { boxes, inquiriesQuery, type InquiryLine } from '../api/vacancy-inquiries.js';
import { AnswerBadge } from './answer-badge.js';
import { useMonth } from './use-month.js';

/** Inquiries for room that came or went out. */
export function InquiriesPage() {
  const { t } = useTranslation('vacancyInquiries');
  const month = useMonth();
  const [params] = useSearchParams();
  const box = boxes.find((name) => name === params.get('box')) ?? 'received';
  const inquiries = useQuery(inquiriesQuery(box, Math.max(1, Number(params.get('page')) || 1)));
  const columns: Column<InquiryLine>[] = [
    {
      key: 'number',
      label: t('column.number'),
      names: true,
      cell: ({ id, number }) => <TextLink to={`/vacancy-inquiries/${id}`}>{number}</TextLink>,
    },
    {
      key: 'what',
      label: t('column.what'),
      cell: ({ serviceKind, area, ageBandName, startMonth }) => (
        <>
          {serviceKind}
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {[area, ageBandName, month(startMonth)].join('／')}
          </span>
        </>
      ),
    },
    ...(box !== 'sent'
      ? [{ key: 'from', label: t('column.from'), cell: ({ agency }: InquiryLine) => agency.name }]
      : []),
    { key: 'due', label: t('column.due'), cell: ({ dueOn }) => inEra(dueOn) },
    {
      key: 'answers',
      label: t('column.answers'),
      cell: ({ asked, answered, ownAnswer, ownAnswerName }) =>
        box === 'sent' ? (
          t('answered', { asked, answered })
        ) : (
          <AnswerBadge answer={ownAnswer} name={ownAnswerName} />
        ),
    },
    {
      key: 'state',
      label: t('column.state'),
      cell: ({ state }) => (
        <StatusBadge tone={state === 'open' ? 'moving' : 'ended'}>
          {t(state === 'open' ? 'open' : 'closed')}
        </StatusBadge>
      ),
    },
  ];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={<ButtonLink to="/vacancy-inquiries/new">{t('make')}</ButtonLink>}
    >
      <ChoiceLinks
        label={t('title')}
        choices={boxes.map((name) => ({
          to: `?box=${name}`,
          label: t(`boxes.${name}`),
          chosen: name === box,
        }))}
      />
      <Loaded query={inquiries}>
        {(page) => (
          <PagedTable
            page={page}
            caption={t('caption')}
            columns={columns}
            rowKey={({ id }) => id}
            empty={t(`none.${box}`)}
          />
        )}
      </Loaded>
    </Page>
  );
}
