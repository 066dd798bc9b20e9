import { addTexts } from '../../lib/i18n.js';
import { agendaJa } from './agenda.ja.js';
import { attendanceJa } from './attendance.ja.js';
import { meetingDatesJa } from './dates.ja.js';
import { meetingsJa } from './ja.js';
import { meetingRecordsJa } from './records.ja.js';
import { reportsUpJa } from './reports-up.ja.js';

addTexts('meetings', meetingsJa);
addTexts('meetingRecords', meetingRecordsJa);
addTexts('meetingDates', meetingDatesJa);
addTexts('attendance', attendanceJa);
addTexts('agenda', agendaJa);
addTexts('reportsUp', reportsUpJa);

export { CalendarPage } from './components/calendar-page.js';
export { EditPollPage, NewPollPage } from './components/poll-form-page.js';
export { PollPage } from './components/poll-page.js';
export { YearsPage } from './components/years-page.js';
export { EditCouncilPage, NewCouncilPage } from './components/council-form-page.js';
export { CouncilPage } from './components/council-page.js';
export { CouncilsPage } from './components/councils-page.js';
export { EditMeetingPage, NewMeetingPage } from './components/meeting-form-page.js';
export { MeetingPage } from './components/meeting-page.js';
export { ActionItemPage } from './components/action-item-page.js';
export { CouncilActionsPage, MyActionsPage } from './components/action-items-page.js';
export { DecisionsPage } from './components/decisions-page.js';
export { MinutesPage } from './components/minutes-page.js';
