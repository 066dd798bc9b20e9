import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { writeAttendance, type Attendance } from '../api/attendance.js';
import { draftOf, linesIn, type DraftLine } from './attendance-draft.js';
import { AttendanceRow } from './attendance-row.js';

type AttendanceEditorProps = { meetingId: string; attendance: Attendance; onDone: () => void };

/** The desk writes down who came: one line for each seat, and whoever came beside them. */
export function AttendanceEditor({ meetingId, attendance, onDone }: AttendanceEditorProps) {
  const { t } = useTranslation('attendance');
  const say = useSay();
  const faults = useFaults();
  // What others do meanwhile does not move under the hands; the version says whether it can be saved.
  const [version] = useState(attendance.version);
  const [drafts, setDrafts] = useState(() => draftOf(attendance.lines));
  const [guests, setGuests] = useState(0);
  const writing = useMutation({
    mutationFn: writeAttendance,
    onSuccess: () => {
      say(t('saved'));
      onDone();
    },
    onError: faults.takeFailure,
  });
  const change = (key: string, part: Partial<DraftLine>) =>
    setDrafts((all) => all.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)));

  function submit(event: FormEvent): void {
    event.preventDefault();
    writing.mutate({ id: meetingId, version, lines: linesIn(drafts) });
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <Button
        look="secondary"
        className="justify-self-start"
        onClick={() =>
          setDrafts((all) =>
            all.map((draft) => (draft.status === '' ? { ...draft, status: 'present', how: 'venue' } : draft)),
          )
        }
      >
        {t('allPresent')}
      </Button>
      <ul className="grid gap-3">
        {drafts.map((draft) => (
          <AttendanceRow
            key={draft.key}
            draft={draft}
            onChange={(part) => change(draft.key, part)}
            onRemove={
              draft.seatId === null
                ? () => setDrafts((all) => all.filter(({ key }) => key !== draft.key))
                : undefined
            }
          />
        ))}
      </ul>
      <Button
        look="quiet"
        className="justify-self-start"
        onClick={() => {
          setGuests(guests + 1);
          setDrafts((all) => [...all, guest(`new-${guests}`)]);
        }}
      >
        {t('addGuest')}
      </Button>
      <DialogActions onCancel={onDone}>
        <Button type="submit" busy={writing.isPending}>
          {t('save')}
        </Button>
      </DialogActions>
    </form>
  );
}

const guest = (key: string): DraftLine => ({
  ...{ key, seatId: null, agencyId: null, agencyName: '', name: '', post: '', capacity: 'guest' },
  ...{ substituteFor: '', status: 'present', how: 'venue', cameAt: null, leftAt: null, reason: '' },
});
