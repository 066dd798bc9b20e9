import { addTexts } from '../../lib/i18n.js';
import { todayJa } from './ja.js';

addTexts('today', todayJa);

export { TodayPage } from './components/today-page.js';
