import { Injectable } from '@nestjs/common';
import { Clock, Database, type SessionHolder } from '#libs/platform';
import { openAt, type OpenState } from '../hours/opening-day.js';
import type { OpeningRules } from '../hours/opening-rules.js';

type Pattern = readonly (OpeningRules | null)[];

/**
 * Who is open at this moment. Agencies with the same opening rules share a pattern, so that not every agency but every
 * pattern is asked, once a minute. Patterns are only ever added: those that are not known yet are read when they turn up.
 */
@Injectable()
export class OpenPatterns {
  private readonly patterns = new Map<string, Pattern>();
  private verdicts = new Map<string, OpenState>();
  private minute = 0;
  private everRead = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The keys of the patterns that are open now. */
  async open(reader: SessionHolder): Promise<string[]> {
    if (!this.everRead) await this.refresh(reader);
    return [...this.patterns.keys()].filter((key) => this.stateOf(key) === 'open');
  }

  /** Whether a service of an agency with this pattern is open now; unknown where nobody knows. */
  stateOf(key: string | null): OpenState {
    const pattern = key === null ? undefined : this.patterns.get(key);
    if (!pattern) return 'unknown';
    const moment = this.clock.now();
    const minute = Math.floor(moment.getTime() / 60_000);
    if (minute !== this.minute) this.verdicts = new Map();
    this.minute = minute;
    const state = this.verdicts.get(key!) ?? patternAt(pattern, moment);
    this.verdicts.set(key!, state);
    return state;
  }

  knows(keys: readonly string[]): boolean {
    return keys.every((key) => this.patterns.has(key));
  }

  async refresh(reader: SessionHolder): Promise<void> {
    const rows = await this.db.read<{ key: string; rules: Pattern }>(
      reader,
      {
        name: 'directory.opening-patterns',
        sql: 'SELECT key::text, rules FROM portal.opening_pattern WHERE key <> ALL ($1::bigint[])',
      },
      [[...this.patterns.keys()]],
    );
    this.everRead = true;
    for (const { key, rules } of rows) this.patterns.set(key, rules);
  }
}

/** Open when one service is; closed only when all of them surely are. */
function patternAt(pattern: Pattern, moment: Date): OpenState {
  const states = pattern.map((rules) => (rules === null ? 'unknown' : openAt(rules, moment)));
  if (states.includes('open')) return 'open';
  return states.every((state) => state === 'closed') ? 'closed' : 'unknown';
}
