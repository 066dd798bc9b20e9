import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { Council } from '../api/councils.js';
import type { Minutes } from '../api/records.js';
import { reportingQuery, reportsOfCouncilQuery, sendReport, type ReportUp } from '../api/reports-up.js';
import { ReportAnswerDialog, ReportTablingDialog, ReportTextDialog } from './report-up-dialogs.js';

const tones = { prepared: 'plain', sent: 'waiting', tabled: 'waiting', answered: 'good' } as const;

/** The report of these minutes to the council above, where there is one. */
export function MinutesReport({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation('reportsUp');
  const [isPreparing, setIsPreparing] = useState(false);
  const found = useQuery(reportingQuery(minutes.id)).data;
  if (!found || (!found.mayPrepare && !found.report)) return null;
  const { report, parent, decisions } = found;
  return (
    <Card title={t('title')}>
      {report ? (
        <Report report={report} decisions={decisions} />
      ) : (
        <div className="grid justify-items-start gap-3">
          <p>{t('lead', { name: parent })}</p>
          <Button onClick={() => setIsPreparing(true)}>{t('prepare')}</Button>
        </div>
      )}
      {isPreparing && (
        <ReportTextDialog
          versionId={minutes.id}
          decisions={decisions}
          onClose={() => setIsPreparing(false)}
        />
      )}
    </Card>
  );
}

/** What a council has told the one above, and what it was told from below. */
export function CouncilReports({ council: { id } }: { council: Council }) {
  const { t } = useTranslation('reportsUp');
  const found = useQuery(reportsOfCouncilQuery(id)).data;
  if (!found || found.length === 0) return null;
  return (
    <Card title={t('ofCouncil')}>
      <ul className="divide-y divide-solid-gray-300">
        {found.map((report) => (
          <li key={report.id} className="py-3">
            <Report report={report} decisions={report.decisions} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const dialogs = ['write', 'table', 'answer'] as const;

function Report({ report, decisions }: { report: ReportUp; decisions: ReportUp['decisions'] }) {
  const { t } = useTranslation('reportsUp');
  const say = useSay();
  const [asked, setAsked] = useState<(typeof dialogs)[number] | null>(null);
  const { id, version, can, meetingId, tabledMeetingId } = report;
  const sending = useMutation({ mutationFn: sendReport, onSuccess: () => say(t('sent')) });
  const held = t('held', { meeting: report.meeting, day: inEra(report.heldOn) });
  const close = () => setAsked(null);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="font-bold wrap-anywhere">{t('from', { council: report.council })}</h3>
        <StatusBadge tone={tones[report.state]}>{report.stateName}</StatusBadge>
      </div>
      <p className="flex flex-wrap gap-x-3">
        {meetingId ? <TextLink to={`/meetings/${meetingId}/minutes`}>{held}</TextLink> : held}
        <span>{t('to', { name: report.parent })}</span>
      </p>
      <p className="whitespace-pre-wrap wrap-anywhere">{report.text}</p>
      {report.decisions.length > 0 && (
        <ul className="list-disc pl-6">
          {report.decisions.map((decision) => (
            <li key={decision.id} className="wrap-anywhere">
              {decision.label}　{decision.text}
            </li>
          ))}
        </ul>
      )}
      {report.tabledIn && (
        <p>
          {t('tabledIn')}
          {tabledMeetingId ? (
            <TextLink to={`/meetings/${tabledMeetingId}`}>{report.tabledIn}</TextLink>
          ) : (
            report.tabledIn
          )}
        </p>
      )}
      {report.answer && (
        <p className="whitespace-pre-wrap wrap-anywhere">
          <span className="font-bold">{t('answerOf')}</span>　{report.answer}
        </p>
      )}
      {sending.isError && <FailureNotice failure={sending.error} />}
      <div className="no-print flex flex-wrap gap-3">
        {can.send && (
          <Button busy={sending.isPending} onClick={() => sending.mutate({ id, version })}>
            {t('send')}
          </Button>
        )}
        {dialogs
          .filter((step) => can[step])
          .map((step) => (
            <Button key={step} look="secondary" onClick={() => setAsked(step)}>
              {t(step)}
            </Button>
          ))}
      </div>
      {can.send && <p className="text-solid-gray-700">{t('sendText')}</p>}
      {asked === 'write' && <ReportTextDialog report={report} decisions={decisions} onClose={close} />}
      {asked === 'table' && <ReportTablingDialog report={report} onClose={close} />}
      {asked === 'answer' && <ReportAnswerDialog report={report} onClose={close} />}
    </div>
  );
}
