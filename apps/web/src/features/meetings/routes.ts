import { addTexts } from '../../lib/i18n.js';
import { attendanceJa } from './attendance.ja.js';
import { meetingDatesJa } from './dates.ja.js';
import { meetingsJa } from './ja.js';

addTexts('meetings', meetingsJa);
addTexts('meetingDates', meetingDatesJa);
addTexts('attendance', attendanceJa);

export { CalendarPage } from './components/calendar-page.js';
export { EditPollPage, NewPollPage } from './components/poll-form-page.js';
export { PollPage } from './components/poll-page.js';
export { YearsPage } from './components/years-page.js';
export { EditCouncilPage, NewCouncilPage } from './components/council-form-page.js';
export { CouncilPage } from './components/council-page.js';
export { CouncilsPage } from './components/councils-page.js';
export { EditMeetingPage, NewMeetingPage } from './components/meeting-form-page.js';
export { MeetingPage } from './components/meeting-page.js';
