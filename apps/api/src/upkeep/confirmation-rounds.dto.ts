import { type RoundList, roundLists } from '#libs/directory';
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
