import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Select } from '../../../components/select.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { councilMeetingsQuery } from '../api/meetings.js';
import {
  answerReport,
  prepareReport,
  tableReport,
  writeReport,
  type ReportUp,
  type ReportUpInput,
} from '../api/reports-up.js';

/** Asks what is reported: of a version of minutes, or of a report that is being prepared. */
export function ReportTextDialog({
  versionId,
  report,
  decisions,
  onClose,
}: {
  versionId?: string;
  report?: ReportUp;
  decisions: ReportUp['decisions'];
  onClose: () => void;
}) {
  const { t } = useTranslation('reportsUp');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const [text, setText] = useState(report?.text ?? '');
  const [chosen, setChosen] = useState<readonly string[]>(
    (report?.decisions ?? decisions).map(({ id }) => id),
  );
  const saving = useMutation({
    mutationFn: (input: ReportUpInput) =>
      report
        ? writeReport({ id: report.id, version: report.version, input })
        : prepareReport({ id: versionId ?? '', key: keyFor([versionId, input]), input }),
    onSuccess: () => {
      say(t('saved'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  return (
    <Dialog title={report ? t('write') : t('prepare')} onClose={onClose}>
      <div className="grid gap-4">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextArea
          name="text"
          label={t('text')}
          support={t('textSupport')}
          required
          rows={5}
          value={text}
          error={faults.of('text')}
          onChange={(event) => setText(event.target.value)}
        />
        {decisions.length > 0 && (
          <fieldset>
            <legend className="font-bold">{t('decisions')}</legend>
            {decisions.map(({ id, label, text: said }) => (
              <Checkbox
                key={id}
                label={`${label}　${said}`}
                checked={chosen.includes(id)}
                onChange={(event) =>
                  setChosen(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                }
              />
            ))}
          </fieldset>
        )}
        <DialogActions onCancel={onClose}>
          <Button
            busy={saving.isPending}
            onClick={() => saving.mutate({ text: text.trim(), decisionIds: [...chosen] })}
          >
            {report ? t('write') : t('prepare')}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

/** Asks at which meeting a report is heard. */
export function ReportTablingDialog({ report, onClose }: { report: ReportUp; onClose: () => void }) {
  const { t } = useTranslation('reportsUp');
  const say = useSay();
  const faults = useFaults();
  const found = useQuery(councilMeetingsQuery(report.parentId, { order: 'newest', perPage: 50 })).data;
  const ahead = (found?.items ?? []).filter(({ state }) =>
    ['draft', 'announced', 'postponed'].includes(state),
  );
  const [picked, setPicked] = useState('');
  const meetingId = picked || (ahead[0]?.id ?? '');
  const tabling = useMutation({
    mutationFn: tableReport,
    onSuccess: () => {
      say(t('tabled'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  return (
    <Dialog title={t('table')} onClose={onClose}>
      <div className="grid gap-4">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{found && ahead.length === 0 ? t('noMeeting') : t('tableLead')}</p>
        {ahead.length > 0 && (
          <Select
            name="meetingId"
            label={t('meeting')}
            choices={ahead.map(({ id, title, day }) => ({
              value: id,
              label: t('held', { meeting: title, day: inEra(day) }),
            }))}
            value={meetingId}
            onChange={(event) => setPicked(event.target.value)}
          />
        )}
        <DialogActions onCancel={onClose}>
          {ahead.length > 0 && (
            <Button
              busy={tabling.isPending}
              onClick={() => tabling.mutate({ id: report.id, version: report.version, meetingId })}
            >
              {t('table')}
            </Button>
          )}
        </DialogActions>
      </div>
    </Dialog>
  );
}

/** Asks what the council above says. */
export function ReportAnswerDialog({ report, onClose }: { report: ReportUp; onClose: () => void }) {
  const { t } = useTranslation('reportsUp');
  const say = useSay();
  const faults = useFaults();
  const [answer, setAnswer] = useState('');
  const answering = useMutation({
    mutationFn: answerReport,
    onSuccess: () => {
      say(t('answered'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  return (
    <Dialog title={t('answer')} onClose={onClose}>
      <div className="grid gap-4">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <TextArea
          name="answer"
          label={t('answerText')}
          support={t('answerSupport')}
          required
          rows={4}
          value={answer}
          error={faults.of('answer')}
          onChange={(event) => setAnswer(event.target.value)}
        />
        <DialogActions onCancel={onClose}>
          <Button
            busy={answering.isPending}
            onClick={() =>
              answering.mutate({ id: report.id, version: report.version, answer: answer.trim() })
            }
          >
            {t('answer')}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
