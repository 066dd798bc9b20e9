import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Clock, Conflict, Database, newId, NotFound, once, type OnceKey, type Tx } from '#libs/platform';
import { handoverTypes } from '../follow/handovers.service.js';
import { AlreadyAsked, NothingToAnswer } from '../message/message.errors.js';
import { Talk } from '../message/talk.service.js';
import { Packages } from '../packages.service.js';
import type { Referral } from '../referral.entity.js';
import { ReferralDrafts } from '../referral-drafts.service.js';
import { type LineAddress, type LockedLine, ReferralSteps } from '../referral-steps.js';
import { supportingStatuses } from '../referral.status.js';

/** Why the responsibility should move, and by when an answer is asked for. */
export interface TransferInput {
  readonly why: string;
  readonly dueOn: string;
}

/** Nobody supports the person yet, or the responsibility moves with this referral already (409). */
export class NoTransfer extends Conflict {
  constructor() {
    super(
      'transfer.not_now',
      '移管を申し出られるのは、支援している間です。引継ぎの依頼では、主担当が移る日を決めてください。',
    );
  }
}

/** 移管の申し出: a recipient asks for the responsibility; the source answers, and begins the referral by which it moves. */
@Injectable()
export class Transfers {
  constructor(
    private readonly db: Database,
    private readonly steps: ReferralSteps,
    private readonly talk: Talk,
    private readonly drafts: ReferralDrafts,
    private readonly packages: Packages,
    private readonly clock: Clock,
  ) {}

  /** Asks the source to hand the responsibility over. @throws {NoTransfer} @throws {AlreadyAsked} @throws {ConsentNotActive} @throws {Invalid} */
  async ask(actor: Member, at: LineAddress, input: TransferInput, request: OnceKey): Promise<string> {
    this.talk.requireToCome(input.dueOn);
    return this.talk.on(actor, at, 'recipient', request, async (locked) => {
      const { referral, line } = locked;
      if (!supportingStatuses.includes(line.status) || handsOver(referral)) throw new NoTransfer();
      if (await this.talk.open(locked, 'transfer_request')) throw new AlreadyAsked();
      const said = [{ label: '理由', text: input.why }];
      // The question comes before the words: what may not be told is not written down for the other side.
      const id = newId();
      await this.talk.tellSource(actor, locked, id, input.why);
      await this.talk.say(actor, locked, 'transfer_request', said, { id, dueOn: input.dueOn });
      await this.talk.announce(actor, locked, 'transfer_asked');
    });
  }

  /** The recipient asks no longer. @throws {NothingToAnswer} */
  async takeBack(actor: Member, at: LineAddress, request: OnceKey): Promise<string> {
    return this.talk.on(actor, at, 'recipient', request, async (locked) => {
      const asked = await this.asked(locked);
      await this.talk.say(actor, locked, 'transfer_withdrawn', [], { answers: asked });
      await this.talk.announce(actor, locked, 'transfer_withdrawn');
    });
  }

  /** Keeps the responsibility, and says why. @throws {NothingToAnswer} @throws {ConsentNotActive} */
  async refuse(actor: Member, at: LineAddress, why: string, request: OnceKey): Promise<string> {
    return this.talk.on(actor, at, 'source', request, async (locked) => {
      const answers = await this.asked(locked);
      const said = [{ label: '理由', text: why }];
      const id = await this.talk.say(actor, locked, 'transfer_refused', said, { answers });
      await this.talk.tellRecipient(actor, locked, id, why);
      await this.talk.announce(actor, locked, 'transfer_refused');
    });
  }

  /**
   * Agrees: begins the draft by which the responsibility moves, filled with what was asked before; answers its id. Nothing is
   * told by that: the person's wish is asked anew, and so is their consent for this purpose.
   * @throws {NothingToAnswer} @throws {NotFound} for everybody but the source.
   */
  async agree(actor: Member, at: LineAddress, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const { referral, lines } = await this.steps.lock(tx, actor, at.referralId);
        const line = lines.find(({ id }) => id === at.lineId);
        if (!line || referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
        const locked = { tx, referral, line, now: this.clock.now() };
        const answers = await this.asked(locked);
        line.seen(at.seenVersion);
        await this.talk.say(actor, locked, 'transfer_agreed', [], { answers });
        await this.talk.announce(actor, locked, 'transfer_agreed');
        return this.begin(tx, actor, referral, line.agencyId);
      }),
    );
  }

  private async begin(tx: Tx, actor: Member, before: Referral, agencyId: string): Promise<string> {
    const { background } = await this.packages.requestOf(tx, before);
    return this.drafts.open(tx, actor, before.personId, {
      recipientAgencyIds: [agencyId],
      type: 'handover',
      purpose: 'handover',
      services: before.services,
      categories: before.categories,
      request: {
        ask: `依頼 ${before.number} で支援していただいている方の、主担当の引継ぎをお願いします。`,
        wish: '',
        background,
      },
    });
  }

  /** What waits for an answer, while the recipient supports the person. @throws {NothingToAnswer} */
  private async asked(locked: LockedLine): Promise<string> {
    const asked = await this.talk.open(locked, 'transfer_request');
    if (!asked || !supportingStatuses.includes(locked.line.status)) throw new NothingToAnswer();
    return asked.id;
  }
}

/** Whether the responsibility moves with this referral anyway. */
export function handsOver({ type }: Pick<Referral, 'type'>): boolean {
  return type !== null && handoverTypes.includes(type);
}
