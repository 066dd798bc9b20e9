import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DataTable, type Column } from '../../../components/data-table.js';
import { DescriptionList } from '../../../components/description-list.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { useSay } from '../../../components/toast.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import {
  closeInquiry,
  inquiryQuery,
  strikeNote,
  type Inquiry,
  type VacancyAnswer,
} from '../api/vacancy-inquiries.js';
import { AnswerBadge } from './answer-badge.js';
import { AnswerForm } from './answer-form.js';
import { useMonth } from './use-month.js';

/** One inquiry: for whoever asked the answers side by side, for whoever was asked the own one. */
export function InquiryPage() {
  const { inquiryId = '' } = useParams();
  const found = useQuery(inquiryQuery(inquiryId));
  return <Loaded query={found}>{(inquiry) => <InquiryContent inquiry={inquiry} />}</Loaded>;
}

function InquiryContent({ inquiry }: { inquiry: Inquiry }) {
  const { t } = useTranslation('vacancyInquiries');
  const { number, isOwn, state, closedFor, answers, can } = inquiry;
  const [own] = answers;
  return (
    <Page
      title={`${t('title')} ${number}`}
      trail={[{ to: `/vacancy-inquiries?box=${isOwn ? 'sent' : 'received'}`, label: t('title') }]}
      badges={
        <StatusBadge tone={state === 'open' ? 'moving' : 'ended'}>
          {t(state === 'open' ? 'open' : 'closed')}
        </StatusBadge>
      }
      actions={can.close && <CloseButton inquiry={inquiry} />}
    >
      {closedFor && <Notice>{t(`page.closedFor.${closedFor}`)}</Notice>}
      <Question inquiry={inquiry} />
      {(isOwn ? inquiry.note : own?.note) && <StrikeButton id={inquiry.id} />}
      {isOwn ? (
        <Card title={t('page.answers')}>
          <AnswerTable answers={answers} />
        </Card>
      ) : (
        own && <AnswerForm key={own.version} inquiry={inquiry} own={own} />
      )}
    </Page>
  );
}

function CloseButton({ inquiry: { id, version } }: { inquiry: Inquiry }) {
  const { t } = useTranslation('vacancyInquiries');
  const say = useSay();
  const closing = useMutation({ mutationFn: closeInquiry, onSuccess: () => say(t('page.closedNow')) });
  return (
    <>
      {closing.isError && <FailureNotice failure={closing.error} />}
      <Button look="secondary" busy={closing.isPending} onClick={() => closing.mutate({ id, version })}>
        {t('page.close')}
      </Button>
    </>
  );
}

function StrikeButton({ id }: { id: string }) {
  const { t } = useTranslation('vacancyInquiries');
  const say = useSay();
  const striking = useMutation({ mutationFn: strikeNote, onSuccess: () => say(t('page.struck')) });
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button look="secondary" busy={striking.isPending} onClick={() => striking.mutate(id)}>
        {t('page.strike')}
      </Button>
      <p className="text-dns-14N-130 text-solid-gray-700">{t('page.strikeWhy')}</p>
      {striking.isError && <FailureNotice failure={striking.error} />}
    </div>
  );
}

function Question({ inquiry }: { inquiry: Inquiry }) {
  const { t } = useTranslation('vacancyInquiries');
  const month = useMonth();
  const {
    agency,
    isOwn,
    serviceKind,
    area,
    ageBandName,
    disabilityNames,
    needNames,
    startMonth,
    note,
    dueOn,
  } = inquiry;
  return (
    <Card title={t('page.asked')}>
      <DescriptionList
        items={[
          { term: t('page.from'), detail: isOwn ? null : agency.name },
          { term: t('form.kind'), detail: serviceKind },
          { term: t('form.area'), detail: area },
          { term: t('form.ageBand'), detail: ageBandName },
          { term: t('form.disabilities'), detail: disabilityNames.join('、') || t('page.any') },
          { term: t('form.needs'), detail: needNames.join('、') || t('page.any') },
          { term: t('form.startMonth'), detail: month(startMonth) },
          { term: t('form.note'), detail: note },
          { term: t('page.due'), detail: inEra(dueOn) },
        ]}
      />
    </Card>
  );
}

function AnswerTable({ answers }: { answers: readonly VacancyAnswer[] }) {
  const { t } = useTranslation('vacancyInquiries');
  const columns: Column<VacancyAnswer>[] = [
    { key: 'agency', label: t('page.agency'), names: true, cell: ({ agency }) => agency.name },
    {
      key: 'answer',
      label: t('page.answer'),
      cell: ({ answer, answerName, months, answeredAt }) => (
        <>
          <AnswerBadge answer={answer} name={answerName} />
          {months !== null && <span className="block">{t('page.waiting', { months })}</span>}
          {answeredAt && (
            <span className="block text-dns-14N-130 text-solid-gray-700">{asMoment(answeredAt)}</span>
          )}
        </>
      ),
    },
    { key: 'note', label: t('page.note'), cell: ({ note }) => note },
    {
      key: 'stated',
      label: t('page.stated'),
      cell: ({ stated }) =>
        stated
          ? t('page.statedText', { state: stated.stateName, day: inEra(stated.asOf), by: stated.saidBy })
          : t('page.statedNone'),
    },
    {
      key: 'do',
      label: t('page.do'),
      cell: ({ agency, answer }) =>
        answer === null || answer === 'full' ? null : (
          <ButtonLink look="secondary" to={`/referrals/new?agency=${agency.id}`}>
            {t('page.refer')}
            <span className="sr-only">（{agency.name}）</span>
          </ButtonLink>
        ),
    },
  ];
  return <DataTable caption={t('page.answers')} columns={columns} rows={answers} rowKey={({ id }) => id} />;
}
