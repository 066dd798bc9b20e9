import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, Invalid, newId, NotFound, once, type OnceKey, type Tx } from '#libs/platform';
import { requireOpenPerson } from '#libs/people';
import { Packages } from '../packages.service.js';
import { Referral } from '../referral.entity.js';
import { ReferralLine } from '../referral-line.entity.js';
import { referralNumber } from '../referral.number.js';
import { type LineAddress, type LockedLine, ReferralSteps } from '../referral-steps.js';
import type { Why } from '../receiving.service.js';
import { problemsIn } from '../type/particulars.js';
import { ParticularsService } from '../type/particulars.service.js';
import { NotSuggested } from './message.errors.js';
import { Talk } from './talk.service.js';

/** Most agencies that one answer may name. */
export const mostSuggestions = 5;

/** One referral of a chain, as far as the reader may know it: what is null is somebody else's. */
export interface ChainLink {
  readonly depth: number;
  readonly referralId: string | null;
  readonly number: string | null;
  readonly sourceAgencyId: string | null;
  readonly agencyIds: readonly string[] | null;
  /** Whether an agency of it stands earlier in the chain. */
  readonly returns: boolean;
}

/** 他機関へ再紹介: the recipient names the right agencies, the source begins anew; no data moves. */
@Injectable()
export class Onward {
  constructor(
    private readonly db: Database,
    private readonly steps: ReferralSteps,
    private readonly talk: Talk,
    private readonly packages: Packages,
    private readonly particulars: ParticularsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Ends the line with other agencies in its place. @throws {Invalid} for agencies that cannot be. */
  async redirect(
    actor: Member,
    at: LineAddress,
    agencyIds: readonly string[],
    why: Why,
    request: OnceKey,
  ): Promise<string> {
    return this.steps.take(actor, at, 'redirect', request, async (step) => {
      await this.name(actor, step, agencyIds, why);
      step.line.redirect(step.now, why.reason);
      // The same words stand in the timeline, and go into the ledger with it; which agencies fit says nothing of the person.
      return why;
    });
  }

  /** Writes down whom the recipient names, on a line that somebody else moves. @throws {Invalid} for agencies that cannot be. */
  async name(actor: Member, on: LockedLine, agencyIds: readonly string[], why: Why): Promise<void> {
    await requireAgencies(on.tx, agencyIds, [on.line.agencyId, on.line.sourceAgencyId]);
    const words = [{ label: '説明', text: why.note ?? '' }];
    await this.talk.say(actor, on, 'onward', words, { agencyIds, code: why.reason.code });
  }

  /**
   * Begins a draft to one of the agencies that were named, filled with what the source wrote before; answers its id. The
   * consent for the new recipient is asked like any other.
   * @throws {NotSuggested} @throws {NotFound} for everybody but the source.
   */
  async draft(actor: Member, at: LineAddress, agencyId: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const { referral, lines } = await this.steps.lock(tx, actor, at.referralId);
        const line = lines.find(({ id }) => id === at.lineId);
        if (!line || referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
        line.seen(at.seenVersion);
        const named = await this.talk.open({ tx, line }, 'onward');
        // Named is not ended: as long as the secretariat looks at it, the recipient may still take the person.
        if (line.status !== 'redirected' || !named?.agencyIds.includes(agencyId)) throw new NotSuggested();
        await requireOpenPerson(tx, actor, referral.personId);
        return this.follow(tx, actor, referral, agencyId);
      }),
    );
  }

  /** Says from which referral a draft follows; both are the own agency's, or it received the first. @throws {NotFound} */
  async setParent(actor: Member, id: string, parentId: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const draft = await tx.findOne(Referral, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!draft || draft.sourceAgencyId !== actor.agencyId) throw new NotFound();
      draft.requireDraft();
      draft.seen(seenVersion);
      const known = await tx.query<unknown[]>(
        `SELECT FROM portal.referral_line WHERE referral_id = $1 AND status <> 'queued'`,
        [parentId],
      );
      if (known.length === 0 || parentId === id) throw new NotFound();
      await tx.query('UPDATE portal.referral SET parent_id = $2, version = version + 1 WHERE id = $1', [
        id,
        parentId,
      ]);
    });
  }

  /** The chain that ends in a referral. */
  async chain(tx: Tx, referralId: string): Promise<ChainLink[]> {
    return tx.query<ChainLink[]>(
      `SELECT depth, referral_id AS "referralId", number, source_agency_id AS "sourceAgencyId", agency_ids AS "agencyIds", returns
       FROM portal.referral_chain($1)`,
      [referralId],
    );
  }

  private async follow(tx: Tx, actor: Member, before: Referral, agencyId: string): Promise<string> {
    const id = newId();
    const today = this.clock.today();
    const draft = Referral.drafted({
      id,
      number: await referralNumber(tx, today),
      sourceAgencyId: actor.agencyId,
      personId: before.personId,
      createdBy: actor.accountId,
      updatedAt: this.clock.now(),
    });
    const request = await this.packages.requestOf(tx, before);
    const sealed = await this.packages.sealRequest(tx, draft, request);
    const { type, purpose, urgency, services, categories } = before;
    Object.assign(draft, { type, purpose, urgency, services, categories, request: sealed });
    await tx.insert(Referral, draft);
    // What the type asks for was said once; what does not fit any more is asked for anew.
    const values = await this.packages.particularsOf(tx, before);
    if (type && problemsIn(type, values).length === 0) await this.particulars.put(tx, draft, values);
    await tx.query('UPDATE portal.referral SET parent_id = $2 WHERE id = $1', [id, before.id]);
    const isMember = await tx.query<unknown[]>(
      `SELECT FROM portal.agency WHERE id = $1 AND is_member AND status = 'active'`,
      [agencyId],
    );
    if (isMember.length > 0)
      await tx.insert(
        ReferralLine,
        ReferralLine.queued(
          {
            referralId: id,
            sourceAgencyId: actor.agencyId,
            agencyId,
            personId: before.personId,
            mode: draft.mode,
            position: 1,
          },
          this.clock.now(),
        ),
      );
    await this.audit.record(tx, actor, {
      action: 'referral.follow',
      objectType: 'referral',
      objectId: id,
      subjectId: before.personId,
      ownerAgencyId: actor.agencyId,
      details: { parent: before.id },
    });
    return id;
  }
}

/** @throws {Invalid} unless each is an agency of the directory and none of these. */
async function requireAgencies(tx: Tx, ids: readonly string[], but: readonly string[]): Promise<void> {
  const say = (detail: string) => new Invalid([{ field: 'agencyIds', label: '紹介する機関', detail }]);
  if (ids.length === 0) throw say('機関を選択してください。');
  if (ids.length > mostSuggestions) throw say(`${mostSuggestions}機関までにしてください。`);
  if (ids.some((id) => but.includes(id))) throw say('自機関と依頼元以外の機関を選んでください。');
  const known = await tx.query<unknown[]>(
    `SELECT FROM portal.agency WHERE id = ANY($1::uuid[]) AND status <> 'closed'`,
    [ids],
  );
  if (known.length < ids.length) throw say('一覧にある機関を選んでください。');
}
