/** Numbers that look random and are the same every time (mulberry32), so that every demo is the same demo. */
export class Chance {
  constructor(private state: number) {}

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }

  /** One of several. */
  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }

  /** True in `percent` of all cases. */
  in(percent: number): boolean {
    return this.below(100) < percent;
  }
}
