import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Actor } from '#libs/identity';
import { Database, Forbidden, Stale, type Tx } from '#libs/platform';

/** How long things wait, for the whole network (やりとりの設定). */
export interface ConversationSetting {
  /** Days after which a report that nobody has confirmed counts as confirmed. */
  readonly confirmAfterDays: number;
  /** How often somebody may stay away before the source is asked what to do. */
  readonly noShowLimit: number;
  /** Working days within which an acceptance by telephone has to be confirmed. */
  readonly phoneConfirmDays: number;
  /** Days for which a sealed link opens. */
  readonly linkDays: number;
  readonly version: number;
}

/** What the secretariat may choose. */
export const conversationLimits = {
  confirmAfterDays: { min: 3, max: 90 },
  noShowLimit: { min: 1, max: 10 },
  phoneConfirmDays: { min: 1, max: 30 },
  linkDays: { min: 1, max: 60 },
} as const;

/** Keeps how long things wait. */
@Injectable()
export class ConversationSettings {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  async read(actor: Actor): Promise<ConversationSetting> {
    return this.db.transaction(actor, (tx) => conversationSetting(tx));
  }

  /** @throws {Forbidden} for everybody but the secretariat. @throws {Stale} */
  async set(
    actor: Actor,
    input: Omit<ConversationSetting, 'version'>,
    seenVersion: number,
  ): Promise<ConversationSetting> {
    return this.db.transaction(actor, async (tx) => {
      if (actor.role !== 'secretariat') throw new Forbidden();
      const { version } = await conversationSetting(tx);
      if (version !== seenVersion) throw new Stale(version);
      await tx.query(
        `UPDATE portal.conversation_setting SET confirm_after_days = $1, no_show_limit = $2, phone_confirm_days = $3,
           link_days = $4, version = version + 1`,
        [input.confirmAfterDays, input.noShowLimit, input.phoneConfirmDays, input.linkDays],
      );
      await this.audit.record(tx, actor, { action: 'conversation_setting.set', details: { ...input } });
      return conversationSetting(tx);
    });
  }
}

/** The setting as it is now. */
export async function conversationSetting(tx: Tx): Promise<ConversationSetting> {
  const [row] = await tx.query<ConversationSetting[]>(
    `SELECT confirm_after_days AS "confirmAfterDays", no_show_limit AS "noShowLimit",
       phone_confirm_days AS "phoneConfirmDays", link_days AS "linkDays", version FROM portal.conversation_setting`,
  );
  if (!row) throw new Error('the setting of conversations is missing');
  return row;
}
