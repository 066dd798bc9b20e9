import {
  type AgendaVisibility,
  agendaVisibilityCodes,
  type PaperExtension,
  paperExtensions,
} from '#libs/meetings';
import { OneOf, Text, WholeNumber } from '../http/fields.js';

/** What the file of a paper is. */
export class PaperFileQuery {
  @OneOf(paperExtensions, { label: 'ファイル名の拡張子' })
  extension!: PaperExtension;
}

/** What stands beside a paper. */
export class MeetingPaperRequest {
  @Text({ label: '資料名', max: 120 })
  title!: string;

  @OneOf(agendaVisibilityCodes, { label: '公開範囲' })
  visibility!: AgendaVisibility;
}

/** Which version of a paper. */
export class PaperVersionQuery {
  @WholeNumber({ label: '版', min: 1, max: 1000, optional: true })
  no?: number;
}
