import { type ActionPriority, actionPriorityCodes, type ActionState, actionStateCodes } from '#libs/meetings';
import { Day, Id, OneOf, SomeOf, Text } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** Which action items are wanted. */
export class ActionItemsQuery extends PageQuery {
  @SomeOf(actionStateCodes, { label: '状態', optional: true })
  states?: ActionState[];
}

/** What is to be done, by whom, until when. */
export class ActionItemRequest {
  @Text({ label: '対応すること', max: 500 })
  task!: string;

  @Id({ label: '担当の機関', optional: true })
  ownerAgencyId?: string | null;

  @Text({ label: '担当者', max: 60, min: 0, optional: true })
  ownerName?: string | null;

  @Day({ label: '期限', optional: true })
  dueOn?: string | null;

  @OneOf(actionPriorityCodes, { label: '優先度' })
  priority!: ActionPriority;
}

/** An item that is raised, at a meeting or between them. */
export class NewActionItemRequest extends ActionItemRequest {
  @Id({ label: '会議', optional: true })
  meetingId?: string | null;

  @Id({ label: '議題', optional: true })
  agendaItemId?: string | null;
}

/** How an item is coming on. */
export class ActionReportRequest {
  @Text({ label: '経過', max: 1000, min: 0, optional: true })
  note?: string | null;

  @OneOf(actionStateCodes, { label: '状態', optional: true })
  state?: ActionState | null;

  @Id({ label: '会議', optional: true })
  meetingId?: string | null;
}

/** To which council an item is moved. */
export class ActionMoveRequest {
  @Id({ label: '移す先の会議体' })
  councilId!: string;

  @Text({ label: '理由', max: 300, min: 0, optional: true })
  note?: string | null;
}
