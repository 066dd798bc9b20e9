import fc from 'fast-check';
import { differing } from '../../apps/web/src/features/directory/differing.js';
import {
  changedCount,
  type EntryContent,
  moved,
  valueAt,
  withValue,
} from '../../apps/web/src/features/directory/entry-content.js';

const content: EntryContent = {
  phone: '1',
  fax: null,
  services: [],
  windows: [
    { id: 'a', name: '一', phone: null },
    { id: 'b', name: '二', phone: null },
  ],
  traineeOffers: [],
  areasInCharge: [],
  visibility: { phone: 'members' },
};

describe('what is in the form of an entry', () => {
  it.each([
    { path: 'phone', value: '2', changed: 1 },
    { path: 'visibility/phone', value: 'own', changed: 1 },
    { path: 'visibility/fax', value: 'own', changed: 1 },
    { path: 'visibility/phone', value: null, changed: 1 },
    { path: 'windows/a/phone', value: '3', changed: 1 },
    { path: 'windows/a', value: null, changed: 1 },
    { path: 'windows', value: [{ id: 'c', name: '三' }], changed: 3 },
    { path: 'areasInCharge', value: ['99201'], changed: 1 },
  ])('changes at $path and nowhere else', ({ path, value, changed }) => {
    const after = withValue(content, path, value);
    expect(valueAt(after, path)).toEqual(value);
    expect(changedCount(content, after)).toBe(changed);
    expect(changedCount(after, after)).toBe(0);
  });

  it('counts a new order of rows as one change', () => {
    const after = withValue(content, 'windows', moved(content.windows, 'a', 1));
    expect(after.windows.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(changedCount(content, after)).toBe(1);
    expect(moved(content.windows, 'a', -1)).toBe(content.windows);
    expect(moved(content.windows, 'b', 1)).toBe(content.windows);
  });
});

describe('where two texts differ', () => {
  it('is the least that stands between what they share', () => {
    expect(differing('定員20名です', '定員24名です')).toEqual({ start: '定員2', middle: '0', end: '名です' });
    expect(differing('同じ', '同じ')).toEqual({ start: '同じ', middle: '', end: '' });
    expect(differing('新しい', '')).toEqual({ start: '', middle: '新しい', end: '' });
  });

  it('loses no character, and tears none apart', () => {
    const text = fc.string({ unit: fc.constantFrom('あ', '𠮷', 'a', '　') });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { start, middle, end } = differing(one, other);
        expect(start + middle + end).toBe(one);
        expect(other.startsWith(start) && other.endsWith(end)).toBe(true);
        expect([start, middle, end].some((part) => /\p{Surrogate}/u.test(part))).toBe(false);
      }),
    );
  });
});
