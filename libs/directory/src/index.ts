export { AgencyNames } from './agency/agency-names.queries.js';
export { DirectoryModule } from './directory.module.js';
