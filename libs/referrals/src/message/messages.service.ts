import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Conflict, Database, DataKeys, newId, NotFound, type OnceKey, Stale } from '#libs/platform';
import { ReferralLine } from '../referral-line.entity.js';
import type { LineAddress, LockedLine } from '../referral-steps.js';
import { ReferralSight } from '../referral-sight.js';
import { terminalStatuses } from '../referral.status.js';
import { type NoteLevel, type ToldMeans, toldMeans } from './message.codes.js';
import { ConversationClosed } from './message.errors.js';
import { messageDraftPlace } from './message.places.js';
import { Talk } from './talk.service.js';

/** Words on a line, at one of three levels. */
export interface NoteInput {
  readonly level: NoteLevel;
  readonly text: string;
  /** For what the person was told: by whom, on which day, how. */
  readonly told: { readonly by: string; readonly on: string; readonly means: ToldMeans } | null;
}

/**
 * Messages on a referral: inside the own agency, between the two, and what the person was told. Of the last the other side
 * learns the fact and the day; its words are the own agency's, so no consent is asked for them.
 */
@Injectable()
export class Messages {
  constructor(
    private readonly db: Database,
    private readonly talk: Talk,
    private readonly dataKeys: DataKeys,
    private readonly sight: ReferralSight,
  ) {}

  /**
   * Writes. What cannot be sent any more is kept as a draft for its author before the refusal.
   * @throws {ConversationClosed} after the end. @throws {ConsentNotActive} @throws {Stale} when the line moved meanwhile.
   */
  async post(actor: Member, at: LineAddress, input: NoteInput, request: OnceKey): Promise<string> {
    if (input.told) this.talk.requirePast(input.told.on, 'toldOn', '伝えた日');
    try {
      return await this.talk.on(actor, at, 'either', request, (locked) => this.write(actor, locked, input));
    } catch (refusal) {
      if (refusal instanceof Conflict || refusal instanceof Stale) await this.keep(actor, at, input.text);
      throw refusal;
    }
  }

  /** Everything up to now has been read. @throws {NotFound} */
  async markRead(actor: Member, referralId: string, lineId: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const { lines } = await this.sight.find(tx, actor, referralId);
      if (!lines.some(({ id, status }) => id === lineId && status !== 'queued')) throw new NotFound();
      await tx.query(
        `INSERT INTO portal.conversation_mark (account_id, line_id, agency_id, read_until) VALUES ($1, $2, $3, now())
         ON CONFLICT (account_id, line_id) DO UPDATE SET read_until = now(), agency_id = $3`,
        [actor.accountId, lineId, actor.agencyId],
      );
    });
  }

  private async write(actor: Member, locked: LockedLine, { level, text, told }: NoteInput): Promise<void> {
    const { tx, line } = locked;
    if (level === 'shared') requireOpen(line);
    const by = told
      ? [
          { label: '伝えた人', text: told.by },
          { label: '伝えた日', text: told.on },
          { label: '方法', text: toldMeans[told.means] },
        ]
      : [];
    const id = newId();
    if (level === 'shared') {
      const tell = actor.agencyId === line.agencyId ? 'tellSource' : 'tellRecipient';
      await this.talk[tell](actor, locked, id, text);
    }
    await this.talk.say(actor, locked, level, [{ label: '', text }, ...by], { id, toldOn: told?.on ?? null });
    await tx.query('DELETE FROM portal.message_draft WHERE account_id = $1 AND line_id = $2', [
      actor.accountId,
      line.id,
    ]);
    if (level === 'shared') await this.talk.announce(actor, locked, 'message');
  }

  /** Keeps what was refused; the line's key seals it, and only its author finds it again. */
  async keep(actor: Member, { referralId, lineId }: LineAddress, text: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const { lines } = await this.sight.find(tx, actor, referralId);
      if (!lines.some(({ id, status }) => id === lineId && status !== 'queued')) return;
      const key = await this.dataKeys.one(tx, lineId);
      await tx.query(
        `INSERT INTO portal.message_draft (account_id, line_id, agency_id, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id, line_id) DO UPDATE SET body = $4, agency_id = $3, kept_at = now()`,
        [actor.accountId, lineId, actor.agencyId, key.seal(messageDraftPlace(actor.accountId, lineId), text)],
      );
    });
  }
}

/** @throws {ConversationClosed} when nothing is said to the other side any more. */
function requireOpen({ status }: ReferralLine): void {
  if (status === 'suspended' || terminalStatuses.includes(status)) throw new ConversationClosed();
}
