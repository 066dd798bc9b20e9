import { type LeafletBlock, leafletDigestOf, leafletFieldCodes } from '#libs/directory';
import { ShowsText, ShowsView } from '../http/view.js';

/** One line of a block. */
export class LeafletItemView {
  @ShowsText({ codes: leafletFieldCodes }) field!: string;
  @ShowsText() label!: string;
  @ShowsText() text!: string;
}

/** A block, word for word as it is printed. */
export class LeafletBlockView {
  @ShowsText() name!: string;
  @ShowsText() kana!: string;
  @ShowsText() typeName!: string;
  @ShowsView(() => LeafletItemView, { list: true }) items!: LeafletItemView[];
  /** By which whoever agrees says what they saw. */
  @ShowsText() digest!: string;
}

export function presentBlock(block: LeafletBlock): LeafletBlockView {
  const { name, kana, typeName, items } = block;
  return {
    name,
    kana,
    typeName,
    items: items.map(({ field, label, text }) => ({ field, label, text })),
    digest: leafletDigestOf(block),
  };
}
