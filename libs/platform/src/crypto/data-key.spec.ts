import { DataKey } from './data-key.js';
import { newDataKey, Unreadable } from './field-cipher.js';

const [kept, gone, foreign] = [newDataKey(), newDataKey(), newDataKey()];
const ofGone = new DataKey(gone, 'gone');
const ring = new DataKey(kept, 'kept', [{ subjectId: 'gone', key: gone }]);
const place = (row: string) => ({ table: 'sheet', column: 'body', row });

describe('the key of a person whose records were merged', () => {
  it('opens what was sealed for the record that has gone, wherever its place names that record', () => {
    expect(ring.open(place('row'), ofGone.seal(place('row'), '文'))).toBe('文');
    expect(ring.open(place('kept|medical'), ofGone.seal(place('gone|medical'), '文'))).toBe('文');
    expect(ring.openOctets(place('x'), ofGone.sealOctets(place('x'), Buffer.from([1, 2, 3])))).toEqual(
      Buffer.from([1, 2, 3]),
    );
  });

  it('seals with its own key alone', () => {
    const sealed = ring.seal(place('row'), '文');
    expect(new DataKey(kept).open(place('row'), sealed)).toBe('文');
    expect(() => ofGone.open(place('row'), sealed)).toThrow(Unreadable);
  });

  it('opens nothing of anybody else, and nothing that was moved', () => {
    expect(() => ring.open(place('row'), new DataKey(foreign).seal(place('row'), '文'))).toThrow(Unreadable);
    expect(() => ring.open(place('other'), ofGone.seal(place('row'), '文'))).toThrow(Unreadable);
  });
});
