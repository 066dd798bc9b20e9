import { deepestLevel } from './agenda.codes.js';

/** An item and where it stands. */
export interface Placed {
  readonly id: string;
  readonly parentId: string | null;
  /** Among those of the same parent, from 1. */
  readonly position: number;
  /** As printed: 2, 2-1. */
  readonly number: string;
}

/** How an item moves: past its neighbour, under the one before it, out to its parent's level, or before another one (null: to the end). */
export type AgendaMove =
  { readonly to: 'up' | 'down' | 'in' | 'out' } | { readonly to: 'before'; readonly itemId: string | null };

type Node = { readonly id: string; readonly under: Node[] };

/** The items in the order in which they are printed. */
export function inOrder<Item extends Placed>(items: readonly Item[]): Item[] {
  const under = (parentId: string | null): Item[] =>
    items
      .filter((item) => item.parentId === parentId)
      .sort((one, other) => one.position - other.position)
      .flatMap((item) => [item, ...under(item.id)]);
  return under(null);
}

/**
 * When each item begins, in minutes from the beginning of the meeting. An item takes as long as it says, and at least as long as what
 * is under it; behind one that says nothing the time is not known.
 */
export function beginnings(
  items: readonly (Placed & { readonly minutes: number | null })[],
): ReadonlyMap<string, number | null> {
  const begins = new Map<string, number | null>();
  const endOf = (parentId: string | null, start: number | null): number | null => {
    let now = start;
    const among = items.filter((item) => item.parentId === parentId);
    for (const { id, minutes } of among.sort((one, other) => one.position - other.position)) {
      begins.set(id, now);
      const hasMore = items.some((item) => item.parentId === id);
      const under = hasMore ? endOf(id, now) : null;
      const said = now === null || minutes === null ? null : now + minutes;
      now = under === null ? said : Math.max(under, said ?? under);
    }
    return now;
  };
  endOf(null, 0);
  return begins;
}

/** All items with their places and numbers counted anew, after one of them has gone or come. */
export function counted(items: readonly Omit<Placed, 'number'>[]): Placed[] {
  return placesOf(treeOf(items));
}

/** All items after a move; null where there is no such place. */
export function moved(
  items: readonly Omit<Placed, 'number'>[],
  id: string,
  move: AgendaMove,
): Placed[] | null {
  const tree = treeOf(items);
  const found = find(tree, id);
  if (!found) return null;
  const { node, among, at, parent, grand } = found;
  among.splice(at, 1);
  switch (move.to) {
    case 'up':
      if (at === 0) return null;
      among.splice(at - 1, 0, node);
      break;
    case 'down':
      if (at === among.length) return null;
      among.splice(at + 1, 0, node);
      break;
    case 'in':
      if (at === 0) return null;
      among[at - 1]!.under.push(node);
      break;
    case 'out':
      if (!parent || !grand) return null;
      grand.splice(grand.indexOf(parent) + 1, 0, node);
      break;
    case 'before': {
      if (move.itemId === null) {
        tree.push(node);
        break;
      }
      // Not found as well where it lies under the moved one.
      const target = find(tree, move.itemId);
      if (!target) return null;
      target.among.splice(target.at, 0, node);
    }
  }
  return levelsOf(tree) > deepestLevel ? null : placesOf(tree);
}

function treeOf(items: readonly Omit<Placed, 'number'>[]): Node[] {
  const under = (parentId: string | null): Node[] =>
    items
      .filter((item) => item.parentId === parentId)
      .sort((one, other) => one.position - other.position)
      .map(({ id }) => ({ id, under: under(id) }));
  return under(null);
}

interface Found {
  readonly node: Node;
  readonly among: Node[];
  readonly at: number;
  readonly parent: Node | null;
  /** Those among which the parent stands. */
  readonly grand: Node[] | null;
}

function find(
  among: Node[],
  id: string,
  parent: Node | null = null,
  grand: Node[] | null = null,
): Found | null {
  for (const [at, node] of among.entries()) {
    if (node.id === id) return { node, among, at, parent, grand };
    const deeper = find(node.under, id, node, among);
    if (deeper) return deeper;
  }
  return null;
}

function levelsOf(tree: readonly Node[]): number {
  return tree.length === 0 ? 0 : 1 + Math.max(...tree.map(({ under }) => levelsOf(under)));
}

function placesOf(tree: readonly Node[], parentId: string | null = null, prefix = ''): Placed[] {
  return tree.flatMap(({ id, under }, at) => {
    const number = `${prefix}${at + 1}`;
    return [{ id, parentId, position: at + 1, number }, ...placesOf(under, id, `${number}-`)];
  });
}
