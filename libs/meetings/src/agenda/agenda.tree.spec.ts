import { type AgendaMove, beginnings, counted, inOrder, moved, type Placed } from './agenda.tree.js';

/** `a`, `b` with `b1`, `b2` under it, and `c`. */
const agenda = () => [
  { id: 'a', parentId: null, position: 1 },
  { id: 'b', parentId: null, position: 2 },
  { id: 'b1', parentId: 'b', position: 1 },
  { id: 'b2', parentId: 'b', position: 2 },
  { id: 'c', parentId: null, position: 3 },
];

const written = (placed: readonly Placed[] | null) =>
  placed && inOrder(placed).map(({ id, number }) => `${number} ${id}`);

describe('an item of an agenda', () => {
  it.each<{ id: string; move: AgendaMove; after: string[] | null }>([
    { id: 'c', move: { to: 'up' }, after: ['1 a', '2 c', '3 b', '3-1 b1', '3-2 b2'] },
    { id: 'a', move: { to: 'down' }, after: ['1 b', '1-1 b1', '1-2 b2', '2 a', '3 c'] },
    { id: 'c', move: { to: 'in' }, after: ['1 a', '2 b', '2-1 b1', '2-2 b2', '2-3 c'] },
    { id: 'b1', move: { to: 'out' }, after: ['1 a', '2 b', '2-1 b2', '3 b1', '4 c'] },
    { id: 'b', move: { to: 'in' }, after: ['1 a', '1-1 b', '1-1-1 b1', '1-1-2 b2', '2 c'] },
    { id: 'b2', move: { to: 'before', itemId: 'a' }, after: ['1 b2', '2 a', '3 b', '3-1 b1', '4 c'] },
    { id: 'a', move: { to: 'before', itemId: 'b2' }, after: ['1 b', '1-1 b1', '1-2 a', '1-3 b2', '2 c'] },
    { id: 'a', move: { to: 'before', itemId: null }, after: ['1 b', '1-1 b1', '1-2 b2', '2 c', '3 a'] },
    { id: 'a', move: { to: 'up' }, after: null },
    { id: 'c', move: { to: 'down' }, after: null },
    { id: 'a', move: { to: 'in' }, after: null },
    { id: 'a', move: { to: 'out' }, after: null },
    { id: 'b', move: { to: 'before', itemId: 'b1' }, after: null },
    { id: 'b', move: { to: 'before', itemId: 'b' }, after: null },
  ])('moves: $id $move', ({ id, move, after }) => {
    expect(written(moved(agenda(), id, move))).toEqual(after);
  });

  it('does not go deeper than three levels', () => {
    const deep = [...agenda(), { id: 'x', parentId: 'b2', position: 1 }];
    expect(moved(deep, 'b', { to: 'in' })).toBeNull();
  });
});

describe('the time of an item', () => {
  const times = (minutes: Record<string, number | null>) => {
    const items = counted(agenda()).map((item) => ({ ...item, minutes: minutes[item.id] ?? null }));
    return Object.fromEntries(beginnings(items));
  };

  it('runs on from item to item, through what is under one', () =>
    expect(times({ a: 5, b1: 10, b2: 20, c: 15 })).toEqual({ a: 0, b: 5, b1: 5, b2: 15, c: 35 }));

  it('keeps to what an item says itself when that is longer', () =>
    expect(times({ a: 5, b: 60, b1: 10, b2: 20, c: 15 })).toEqual({ a: 0, b: 5, b1: 5, b2: 15, c: 65 }));

  it('is not known behind an item that does not say how long it takes', () =>
    expect(times({ b1: 10, b2: 20 })).toEqual({ a: 0, b: null, b1: null, b2: null, c: null }));
});
