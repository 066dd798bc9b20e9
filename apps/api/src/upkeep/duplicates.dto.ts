import { type ChoosableField, choosableFields, pairStates, type PairState } from '#libs/directory';
import { Id, OneOf, SomeOf, WholeNumber } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** Which pairs are wanted. */
export class PairsQuery extends PageQuery {
  @OneOf(pairStates, { label: '状態', optional: true })
  state?: PairState;
}

/** Whether the two are different agencies. */
export class PairDecision {
  @OneOf(['open', 'distinct'], { label: '判断' })
  decision!: 'open' | 'distinct';
}

/** Which of the pair stays, and of which fields the other's value is taken. The versions are those that were seen. */
export class MergeRequest {
  @Id({ label: '残す機関' })
  keptId!: string;

  @WholeNumber({ label: '残す機関の版', min: 0, max: 999_999_999 })
  keptVersion!: number;

  @WholeNumber({ label: 'なくす機関の版', min: 0, max: 999_999_999 })
  goneVersion!: number;

  @SomeOf(choosableFields, { label: 'もう一方から使う項目', optional: true })
  take?: ChoosableField[];
}
