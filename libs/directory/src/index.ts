export { AgencyNames } from './agency/agency-names.queries.js';
export { DirectoryModule } from './directory.module.js';
export { importWam, type ImportResult } from './import/wam.import.js';
export { normalise, phoneKey } from './search/normalise.js';
export { rebuildSearchDocs } from './search/search-docs.js';
export { type FileNote, type FileProblem, sentence } from './wam/file-problem.js';
export { type WamColumn, wamColumns } from './wam/wam.columns.js';
export { readWam, type WamReading } from './wam/wam.reader.js';
export type { WamRow } from './wam/wam.row.js';
