import { addTexts } from '../../lib/i18n.js';
import { membersJa } from './ja.js';

addTexts('members', membersJa);

export { MembersPage } from './components/members-page.js';
