import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Actor, Member } from '#libs/identity';
import { Database, Forbidden, Invalid, Stale, type Tx } from '#libs/platform';
import type { DeadlineRules } from './deadline-watch.js';

/** All rules about deadlines, as the network's secretariat sets them. */
export interface DeadlineSettings extends DeadlineRules {
  /** Days after which whoever waits for a place is asked again. */
  readonly reconfirmDays: number;
  readonly version: number;
}

const select = `SELECT remind_before AS "remindBefore", head_after AS "headAfter", network_after AS "networkAfter",
  expire_after AS "expireAfter", reconfirm_days AS "reconfirmDays", version FROM portal.deadline_settings`;

/** Keeps the rules by which the network watches its deadlines. */
@Injectable()
export class DeadlineSettingsService {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  async current(actor: Actor): Promise<DeadlineSettings> {
    return this.db.transaction(actor, (tx) => read(tx));
  }

  /** @throws {Invalid} for steps that are not in order. @throws {Stale} @throws {Forbidden} for others than the secretariat. */
  async set(
    actor: Member,
    seenVersion: number,
    rules: Omit<DeadlineSettings, 'version'>,
  ): Promise<DeadlineSettings> {
    const problems = problemsOf(rules);
    if (problems.length > 0) throw new Invalid(problems);
    return this.db.transaction(actor, async (tx) => {
      const before = await read(tx);
      if (before.version !== seenVersion) throw new Stale(before.version);
      const changed = await tx.query<unknown[]>(
        `WITH changed AS (UPDATE portal.deadline_settings
           SET remind_before = $1, head_after = $2, network_after = $3, expire_after = $4, reconfirm_days = $5,
             version = version + 1, updated_at = now() WHERE version = $6 RETURNING version)
         SELECT version FROM changed`,
        [
          rules.remindBefore,
          rules.headAfter,
          rules.networkAfter,
          rules.expireAfter,
          rules.reconfirmDays,
          seenVersion,
        ],
      );
      if (changed.length === 0) throw new Forbidden();
      await this.audit.record(tx, actor, { action: 'deadlines.set', details: { ...rules } });
      return read(tx);
    });
  }
}

/** Steps that would come in the wrong order, in the words of the form. */
function problemsOf({ headAfter, networkAfter, expireAfter }: Omit<DeadlineSettings, 'version'>) {
  const problems: { field: string; label: string; detail: string }[] = [];
  if (networkAfter <= headAfter) {
    const detail = '管理者に知らせる日より後にしてください。';
    problems.push({ field: 'networkAfter', label: '事務局に知らせるまでの日数', detail });
  }
  if (expireAfter <= networkAfter) {
    const detail = '事務局に知らせる日より後にしてください。';
    problems.push({ field: 'expireAfter', label: '期限切れにするまでの日数', detail });
  }
  return problems;
}

async function read(tx: Tx): Promise<DeadlineSettings> {
  const [settings] = await tx.query<DeadlineSettings[]>(select);
  if (!settings) throw new Error('the network has no rules for deadlines');
  return settings;
}
