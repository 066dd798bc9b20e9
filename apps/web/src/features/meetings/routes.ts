import { addTexts } from '../../lib/i18n.js';
import { meetingsJa } from './ja.js';

addTexts('meetings', meetingsJa);

export { EditCouncilPage, NewCouncilPage } from './components/council-form-page.js';
export { CouncilPage } from './components/council-page.js';
export { CouncilsPage } from './components/councils-page.js';
export { EditMeetingPage, NewMeetingPage } from './components/meeting-form-page.js';
export { MeetingPage } from './components/meeting-page.js';
