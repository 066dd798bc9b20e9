import { ShowsText } from '../http/view.js';

/** A code of the directory with its name. */
export class NamedView {
  @ShowsText() code!: string;
  @ShowsText() name!: string;
}

/** Where an agency lies. */
export class AgencyAreaView extends NamedView {
  @ShowsText() prefecture!: string;
}
