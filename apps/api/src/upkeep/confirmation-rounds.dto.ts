import { type GroupAge, groupAges, type RoundList, roundLists } from '#libs/directory';
import { Id, OneOf, Parts, Text } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** One of the agencies to be asked. */
export class ChosenAgency {
  @Id({ label: '機関' })
  agencyId!: string;
}

/** Asks these agencies alone. */
export class ChosenRoundRequest {
  @Parts(() => ChosenAgency, { label: '機関', min: 1, max: 500 })
  agencies!: ChosenAgency[];
}

/** Asks a group of agencies: of a type, of an area, not confirmed for long. At least one of the three is needed. */
export class RoundGroupRequest {
  @Text({ label: '機関の種類', max: 40, optional: true })
  type?: string | null;

  @Text({ label: '地域', max: 20, optional: true })
  area?: string | null;

  @OneOf(groupAges, { label: '最後の確認', optional: true })
  age?: GroupAge | null;
}

/** Whom to call: those of an area, those of a type. */
export class PhoneListQuery {
  @Text({ label: '地域', max: 20, optional: true })
  area?: string | null;

  @Text({ label: '機関の種類', max: 40, optional: true })
  type?: string | null;
}

/** Which list of a round is wanted. */
export class RoundListQuery extends PageQuery {
  @OneOf(roundLists, { label: '一覧', optional: true })
  list?: RoundList;

  @Text({ label: '地域', max: 20, optional: true })
  area?: string | null;

  @Text({ label: '機関の種類', max: 40, optional: true })
  type?: string | null;
}

/** Somebody said on the telephone that the entry is right. */
export class PhoneConfirmation {
  @Text({ label: '確認してくれた人', max: 100 })
  saidBy!: string;
}
