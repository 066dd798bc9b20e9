import fc from 'fast-check';
import {
  changesBetween,
  conflicting,
  inverse,
  labelOf,
  shownTo,
  valueAt,
  visibilityOf,
  withChanges,
} from '#libs/directory';
import { anEntry, buildEntry, pairOfEntries } from '../factories/entries.js';

describe('what differs between two states of an entry', () => {
  it('makes the one into the other', () => {
    fc.assert(
      fc.property(pairOfEntries, ([before, after]) => {
        expect(withChanges(before, changesBetween(before, after))).toEqual(after);
      }),
    );
  });

  it('is nothing where nothing differs', () => {
    fc.assert(
      fc.property(anEntry, (entry) => {
        expect(changesBetween(entry, structuredClone(entry))).toEqual([]);
      }),
    );
  });

  it('can be taken back, and back again', () => {
    fc.assert(
      fc.property(pairOfEntries, ([before, after]) => {
        const changes = changesBetween(before, after);
        expect(withChanges(after, inverse(changes))).toEqual(before);
        expect(inverse(inverse(changes))).toEqual(changes);
      }),
    );
  });

  it('is in conflict with nothing of the state it was made upon', () => {
    fc.assert(
      fc.property(pairOfEntries, ([before, after]) => {
        const changes = changesBetween(before, after);
        expect(conflicting(before, changes)).toEqual([]);
        expect(conflicting(after, inverse(changes))).toEqual([]);
        for (const { path, after: value } of changes) expect(valueAt(after, path)).toEqual(value);
      }),
    );
  });

  it('leaves out what changes in a row that is gone', () => {
    const entry = buildEntry({ windows: [] });
    const change = { path: 'windows/gone/phone', before: '1', after: '2' };
    expect(withChanges(entry, [change])).toEqual(entry);
    expect(conflicting(entry, [change])).toEqual([change]);
  });

  it('is called by the words of the form', () => {
    const entry = buildEntry({ windows: [{ id: 'w', name: '相談窓口' }] });
    expect(labelOf('phone', entry)).toBe('電話番号');
    expect(labelOf('windows/w/phone', entry)).toBe('窓口「相談窓口」の電話番号');
    expect(labelOf('visibility/phone', entry)).toBe('「電話番号」を見せる範囲');
    expect(labelOf('status', entry)).toBe('状態');
  });
});

describe('what a reader sees of an entry', () => {
  it('is never more than the circle may see, and everything for those who keep it', () => {
    fc.assert(
      fc.property(anEntry, (entry) => {
        const seen = shownTo('public', entry);
        expect(shownTo('own', entry)).toEqual(entry);
        for (const name of ['phone', 'fax', 'email', 'description'] as const)
          if (visibilityOf(entry, name) !== 'public') expect(seen[name]).toBeNull();
        expect(seen.windows.every(({ visibility }) => visibility === 'public')).toBe(true);
        expect(seen.updateEmail).toBeNull();
        if (entry.addressHidden)
          expect([seen.address, seen.postalCode, seen.latitude]).toEqual([null, null, null]);
      }),
    );
  });
});
