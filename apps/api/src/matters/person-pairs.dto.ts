import { mergeFields, type PairState, pairStates } from '#libs/people';
import { Id, OneOf, SomeOf, WholeNumber } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** Which pairs are wanted. */
export class PersonPairsQuery extends PageQuery {
  @OneOf(pairStates, { label: '状態', optional: true })
  state?: PairState;
}

/** Which record stays, which one goes into it, and what is taken from that one. */
export class PersonMergeRequest {
  @Id({ label: '残す記録' })
  keptId!: string;

  @Id({ label: '統合する記録' })
  goneId!: string;

  @WholeNumber({ label: '残す記録の版', min: 1, max: 1_000_000 })
  keptVersion!: number;

  @WholeNumber({ label: '統合する記録の版', min: 1, max: 1_000_000 })
  goneVersion!: number;

  @SomeOf(mergeFields, { label: '統合する記録から取る項目' })
  taken!: string[];
}
