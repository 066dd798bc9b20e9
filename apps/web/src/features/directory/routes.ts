import { addTexts } from '../../lib/i18n.js';
import { directoryJa } from './ja.js';
import { recordsJa } from './records.ja.js';

addTexts('directory', directoryJa);
addTexts('records', recordsJa);

export { AgencyPage } from './components/agency-page.js';
export { ChangePage } from './components/change-page.js';
export { DirectorySettingsPage } from './components/directory-settings-page.js';
export { EntryPage } from './components/entry-page.js';
export { FilesPage } from './components/files-page.js';
export { HistoryPage } from './components/history-page.js';
export { NewAgencyPage } from './components/new-agency-page.js';
export { PublicationPage } from './components/publication-page.js';
export { ComparePage } from './components/compare-page.js';
export { GuidePage } from './components/guide-page.js';
export { InChargePage } from './components/in-charge-page.js';
export { SavedSearchPage } from './components/saved-search-page.js';
export { SavedSearchesPage } from './components/saved-searches-page.js';
export { SearchPage } from './components/search-page.js';
export { SynonymsPage } from './components/synonyms-page.js';
export { StandingPage } from './components/standing-page.js';
export { WaitingChangesPage } from './components/waiting-changes-page.js';
