import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, Invalid, newId, NotFound, once, type OnceKey, type Tx } from '#libs/platform';
import { requireOwnPerson } from '#libs/people';
import { Packages } from './packages.service.js';
import { mostRecipients } from './referral.codes.js';
import { type DraftContent, emptyDraft, Referral } from './referral.entity.js';
import { DraftWentOutside } from './referral.errors.js';
import { ReferralLine } from './referral-line.entity.js';
import { referralNumber } from './referral.number.js';
import type { RequestText } from './referral.request.js';

/** What the form of a draft sends: only what changes. */
export interface DraftInput extends Partial<Omit<DraftContent, 'request'>> {
  /** The agencies to be asked, in the order in which a sequential referral asks them. */
  readonly recipientAgencyIds?: readonly string[] | null;
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
      once(tx, actor.accountId, request, () => this.open(tx, actor, personId, input)),
    );
  }

  /** Begins a draft in the transaction of what led to it; answers its id. @throws {NotFound} @throws {Invalid} as `begin` does. */
  async open(tx: Tx, actor: Member, personId: string, input: DraftInput): Promise<string> {
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
   * Discards a draft with what was chosen and written for it. What has left the portal is evidence, and stays.
   * @throws {NotFound} @throws {NotDraft} @throws {DraftWentOutside} @throws {Stale}
   */
  async discard(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const referral = await ownDraft(tx, actor, id);
      referral.seen(seenVersion);
      await requireNothingOutside(tx, id);
      await tx.delete(ReferralLine, { referralId: id });
      await tx.delete(Referral, { id });
      await this.audit.record(tx, actor, { ...about(referral), action: 'referral.discard' });
    });
  }

  private async put(tx: Tx, actor: Member, referral: Referral, input: DraftInput): Promise<void> {
    const { recipientAgencyIds, request, ...content } = input;
    const sealed = request ? { request: await this.packages.sealRequest(tx, referral, request) } : {};
    const given = Object.fromEntries(
      Object.entries({ ...content, ...sealed })
        .filter(([, value]) => value !== undefined)
        .map(([field, value]) => [field, value ?? emptyDraft[field as keyof DraftContent]]),
    );
    referral.write(given, this.clock.now(), referral.version);
    const { version, updatedAt } = referral;
    await tx.update(Referral, { id: referral.id }, { ...given, version, updatedAt });
    if (recipientAgencyIds !== undefined) await this.address(tx, actor, referral, recipientAgencyIds ?? []);
    // Each line carries the mode, so that the database can guard what the mode promises.
    else if (content.mode)
      await tx.update(ReferralLine, { referralId: referral.id }, { mode: referral.mode });
  }

  private async address(
    tx: Tx,
    actor: Member,
    referral: Referral,
    agencyIds: readonly string[],
  ): Promise<void> {
    await tx.delete(ReferralLine, { referralId: referral.id });
    await requireRecipients(tx, actor, agencyIds);
    const { id: referralId, personId, mode } = referral;
    const at = this.clock.now();
    const lines = agencyIds.map((agencyId, index) =>
      ReferralLine.queued(
        { referralId, sourceAgencyId: actor.agencyId, agencyId, personId, mode, position: index + 1 },
        at,
      ),
    );
    if (lines.length > 0) await tx.insert(ReferralLine, lines);
  }
}

async function ownDraft(tx: Tx, actor: Member, id: string): Promise<Referral> {
  const referral = await tx.findOne(Referral, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!referral || referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
  referral.requireDraft();
  return referral;
}

/** @throws {DraftWentOutside} */
async function requireNothingOutside(tx: Tx, referralId: string): Promise<void> {
  // Every sending freezes a package first, and a package is never deleted.
  const frozen = await tx.query<unknown[]>(
    'SELECT FROM portal.referral_package WHERE referral_id = $1 LIMIT 1',
    [referralId],
  );
  if (frozen.length > 0) throw new DraftWentOutside();
}

async function requireRecipients(tx: Tx, actor: Member, agencyIds: readonly string[]): Promise<void> {
  const say = (detail: string) => new Invalid([{ field: 'recipientAgencyIds', label: '宛先', detail }]);
  if (agencyIds.length > mostRecipients) throw say(`宛先は${mostRecipients}機関までにしてください。`);
  if (new Set(agencyIds).size < agencyIds.length) throw say('同じ機関が重なっています。');
  const fit = await tx.query<unknown[]>(
    `SELECT FROM portal.agency WHERE id = ANY($1::uuid[]) AND id <> $2 AND status = 'active' AND is_member`,
    [agencyIds, actor.agencyId],
  );
  if (fit.length < agencyIds.length)
    throw say('連携ポータルに参加している、自機関以外の機関を選んでください。');
}

function about(referral: Referral) {
  return {
    objectType: 'referral',
    objectId: referral.id,
    subjectId: referral.personId,
    ownerAgencyId: referral.sourceAgencyId,
  };
}
