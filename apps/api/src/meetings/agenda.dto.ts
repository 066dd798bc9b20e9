import {
  type AgendaType,
  agendaTypeCodes,
  type AgendaVisibility,
  agendaVisibilityCodes,
} from '#libs/meetings';
import { Flag, Id, OneOf, Text, WholeNumber } from '../http/fields.js';

/** What an item of an agenda says about itself. */
export class AgendaItemRequest {
  @Text({ label: '議題', max: 200 })
  title!: string;

  @OneOf(agendaTypeCodes, { label: '種別' })
  type!: AgendaType;

  @WholeNumber({ label: '時間（分）', min: 1, max: 600, optional: true })
  minutes?: number | null;

  @Text({ label: '説明者', max: 100, min: 0, optional: true })
  presenter?: string | null;

  @Text({ label: '内容', max: 2000, min: 0, optional: true })
  text?: string | null;

  @OneOf(agendaVisibilityCodes, { label: '公開範囲', optional: true })
  visibility?: AgendaVisibility | null;
}

/** An item to be added. */
export class NewAgendaItemRequest extends AgendaItemRequest {
  @Id({ label: '上の議題', optional: true })
  parentId?: string | null;
}

export const agendaMoves = ['up', 'down', 'in', 'out', 'before'] as const;

/** Where an item goes. */
export class AgendaMoveRequest {
  @OneOf(agendaMoves, { label: '移し方' })
  to!: (typeof agendaMoves)[number];

  /** With `before`: the item before which it comes; without one it goes to the end. */
  @Id({ label: '移す先の議題', optional: true })
  itemId?: string | null;
}

/** Whose copy of the agenda. */
export class AgendaPrintQuery {
  /** With the items for the secretariat alone. */
  @OneOf(['members', 'secretariat'], { label: '印刷する範囲', optional: true })
  audience?: 'members' | 'secretariat';
}

/** How an agenda is kept for the next time. */
export class AgendaTemplateRequest {
  @Text({ label: 'ひな形の名前', max: 60 })
  name!: string;

  @Flag({ label: '毎回の次第にする', optional: true })
  isStanding?: boolean | null;
}

/** Which template is used. */
export class TemplateChoiceRequest {
  @Id({ label: 'ひな形' })
  templateId!: string;
}

const proposedTypes = agendaTypeCodes.filter((code) => code !== 'approval_of_minutes');

/** What an agency asks to have put on the agenda. */
export class AgendaProposalRequest {
  @Text({ label: '議題', max: 200 })
  title!: string;

  @OneOf(proposedTypes, { label: '種別' })
  type!: Exclude<AgendaType, 'approval_of_minutes'>;

  @WholeNumber({ label: '希望する時間（分）', min: 1, max: 600, optional: true })
  minutes?: number | null;

  @Text({ label: '説明者', max: 100, min: 0, optional: true })
  presenter?: string | null;

  @Text({ label: '内容', max: 2000, min: 0, optional: true })
  text?: string | null;
}

/** A proposal is put on the agenda. */
export class ProposalTakingRequest {
  @OneOf(agendaVisibilityCodes, { label: '公開範囲', optional: true })
  visibility?: AgendaVisibility | null;
}

/** A proposal is declined. */
export class ProposalDecliningRequest {
  @Text({ label: '理由', max: 300 })
  reason!: string;
}
