import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Button, ButtonLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextArea } from '../../../components/text-area.js';
import { PhoneLink, TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import { answerReport, type EntryReport, reportQuery } from '../api/reports.js';
import { useReportSource } from './use-report-source.js';

/** One report of an error; whoever keeps the entry answers it here. */
export function ReportPage() {
  const { reportId = '' } = useParams();
  const report = useQuery(reportQuery(reportId));
  return <Loaded query={report}>{(found) => <ReportInFull report={found} />}</Loaded>;
}

function ReportInFull({ report }: { report: EntryReport }) {
  const { t } = useTranslation('upkeep');
  const sourceOf = useReportSource();
  return (
    <Page
      title={t('report.one', { topic: report.topicName })}
      trail={[{ to: '/upkeep/reports', label: t('report.title') }]}
      badges={
        <StatusBadge tone={report.state === 'open' ? 'waiting' : 'ended'}>{report.stateName}</StatusBadge>
      }
      actions={
        <ButtonLink look="secondary" to={`/agencies/${report.agencyId}`}>
          {t('report.edit')}
        </ButtonLink>
      }
    >
      <Card>
        <DescriptionList
          items={[
            {
              term: t('report.agency'),
              detail: <TextLink to={`/agencies/${report.agencyId}`}>{report.agencyName}</TextLink>,
            },
            {
              term: t('report.phone'),
              detail: report.agencyPhone && <PhoneLink number={report.agencyPhone} />,
            },
            { term: t('report.topic'), detail: report.topicName },
            { term: t('report.words'), detail: report.words },
            { term: t('report.from'), detail: sourceOf(report) },
            { term: t('report.when'), detail: asMoment(report.createdAt) },
          ]}
        />
      </Card>
      {report.answer && (
        <Card title={t('report.answered')}>
          <p className="whitespace-pre-line">{report.answer}</p>
          <p className="mt-2 text-solid-gray-700">
            {t('report.answeredBy', {
              name: report.answeredBy,
              day: report.answeredAt ? inEra(report.answeredAt) : '',
            })}
          </p>
        </Card>
      )}
      {report.can.answer && <AnswerForm report={report} />}
    </Page>
  );
}

const outcomes = ['fixed', 'not_error'] as const;

function AnswerForm({ report }: { report: EntryReport }) {
  const { t } = useTranslation('upkeep');
  const say = useSay();
  const faults = useFaults();
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('fixed');
  const [answer, setAnswer] = useState('');
  const answering = useMutation({
    mutationFn: answerReport,
    onSuccess: () => say(t('report.form.sent')),
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = answer.trim() ? [] : [{ field: 'answer', detail: t('report.form.needAnswer') }];
    if (faults.refuse(found)) return;
    answering.mutate({ id: report.id, outcome, answer: answer.trim() });
  }

  return (
    <Card title={t('report.form.title')}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <RadioGroup
          name="outcome"
          label={t('report.form.outcome')}
          value={outcome}
          onChange={(value) => setOutcome(value as (typeof outcomes)[number])}
          choices={outcomes.map((value) => ({
            value,
            label: t(`report.form.${value}`),
            support: t(`report.form.${value}Means`),
          }))}
        />
        <TextArea
          name="answer"
          label={t('report.form.answer')}
          support={t('report.form.answerSupport')}
          required
          maxLength={2000}
          value={answer}
          error={faults.of('answer')}
          onChange={(event) => setAnswer(event.target.value)}
        />
        <div>
          <Button type="submit" busy={answering.isPending}>
            {t('report.form.send')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
