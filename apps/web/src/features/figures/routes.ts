import { addTexts } from '../../lib/i18n.js';
import { figuresJa } from './ja.js';

addTexts('figures', figuresJa);

export { FiguresPage } from './components/figures-page.js';
