import { addTexts } from '../../lib/i18n.js';
import { followUpsJa } from './ja.js';

// Whatever page shows one of these parts brings their words along.
addTexts('followUps', followUpsJa);
