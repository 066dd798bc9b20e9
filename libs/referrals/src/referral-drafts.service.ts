import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, Invalid, newId, NotFound, once, type OnceKey, type Tx } from '#libs/platform';
import { requireOwnPerson } from '#libs/people';
import { Packages } from './packages.service.js';
import { type DraftContent, emptyDraft, Referral } from './referral.entity.js';
import { ReferralLine } from './referral-line.entity.js';
import { referralNumber } from './referral.number.js';
import type { RequestText } from './referral.request.js';

/** What the form of a draft sends: only what changes. */
export interface DraftInput extends Partial<Omit<DraftContent, 'request'>> {
  readonly recipientAgencyId?: string | null;
  readonly request?: RequestText;
}

/** Writes drafts. A draft tells nobody anything. */
@Injectable()
export class ReferralDrafts {
  constructor(
    private readonly db: Database,
    private readonly packages: Packages,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a draft about one of the own people; answers its id.
   * @throws {NotFound} for another agency's person. @throws {Invalid} for a recipient that cannot be one.
   */
  async begin(actor: Member, personId: string, input: DraftInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireOwnPerson(tx, actor, personId);
        const referral = Referral.drafted({
          id: newId(),
          number: await referralNumber(tx, this.clock.today()),
          sourceAgencyId: actor.agencyId,
          personId,
          createdBy: actor.accountId,
          updatedAt: this.clock.now(),
        });
        await tx.insert(Referral, referral);
        await this.put(tx, actor, referral, input);
        await this.audit.record(tx, actor, { ...about(referral), action: 'referral.draft' });
        return referral.id;
      }),
    );
  }

  /**
   * Changes a draft.
   * @throws {NotFound} @throws {NotDraft} @throws {Stale} @throws {Invalid}
   */
  async write(actor: Member, id: string, input: DraftInput, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const referral = await ownDraft(tx, actor, id);
      referral.seen(seenVersion);
      await this.put(tx, actor, referral, input);
      const details = { fields: Object.keys(input) };
      await this.audit.record(tx, actor, { ...about(referral), action: 'referral.write', details });
    });
  }

  /**
   * Discards a draft.
   * @throws {NotFound} @throws {NotDraft} @throws {Stale}
   */
  async discard(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const referral = await ownDraft(tx, actor, id);
      referral.seen(seenVersion);
      await tx.delete(ReferralLine, { referralId: id });
      await tx.delete(Referral, { id });
      await this.audit.record(tx, actor, { ...about(referral), action: 'referral.discard' });
    });
  }

  private async put(tx: Tx, actor: Member, referral: Referral, input: DraftInput): Promise<void> {
    const { recipientAgencyId, request, ...content } = input;
    const sealed = request ? { request: await this.packages.sealRequest(tx, referral, request) } : {};
    const given = Object.fromEntries(
      Object.entries({ ...content, ...sealed })
        .filter(([, value]) => value !== undefined)
        .map(([field, value]) => [field, value ?? emptyDraft[field as keyof DraftContent]]),
    );
    referral.write(given, this.clock.now(), referral.version);
    const { version, updatedAt } = referral;
    await tx.update(Referral, { id: referral.id }, { ...given, version, updatedAt });
    if (recipientAgencyId !== undefined) await this.address(tx, actor, referral, recipientAgencyId);
  }

  private async address(tx: Tx, actor: Member, referral: Referral, agencyId: string | null): Promise<void> {
    await tx.delete(ReferralLine, { referralId: referral.id });
    if (agencyId === null) return;
    await requireRecipient(tx, actor, agencyId);
    const to = {
      referralId: referral.id,
      sourceAgencyId: actor.agencyId,
      agencyId,
      personId: referral.personId,
    };
    await tx.insert(ReferralLine, ReferralLine.queued(to, this.clock.now()));
  }
}

async function ownDraft(tx: Tx, actor: Member, id: string): Promise<Referral> {
  const referral = await tx.findOne(Referral, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!referral || referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
  referral.requireDraft();
  return referral;
}

async function requireRecipient(tx: Tx, actor: Member, agencyId: string): Promise<void> {
  const fit = await tx.query<unknown[]>(
    `SELECT FROM portal.agency WHERE id = $1 AND id <> $2 AND status = 'active' AND is_member`,
    [agencyId, actor.agencyId],
  );
  if (fit.length > 0) return;
  const detail = '連携ポータルに参加している、自機関以外の機関を選んでください。';
  throw new Invalid([{ field: 'recipientAgencyId', label: '宛先', detail }]);
}

function about(referral: Referral) {
  return {
    objectType: 'referral',
    objectId: referral.id,
    subjectId: referral.personId,
    ownerAgencyId: referral.sourceAgencyId,
  };
}
