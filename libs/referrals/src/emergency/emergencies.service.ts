import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { belongsTo, type Member } from '#libs/identity';
import {
  Database,
  DataKeys,
  Forbidden,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  Stale,
  type Tx,
} from '#libs/platform';
import { ConsentCover, type DataCategory, Disclosures } from '#libs/people';
import { type FrozenPackage, Packages } from '../packages.service.js';
import { Referral } from '../referral.entity.js';
import type { ReferralLine } from '../referral-line.entity.js';
import { ReferralSight } from '../referral-sight.js';
import { readableStatuses } from '../referral.status.js';
import {
  type EmergencyFinding,
  type EmergencyGround,
  openingHours,
  reviewDays,
  shortestReason,
} from './emergency.codes.js';
import {
  AlreadyReviewed,
  type EmergencyLimit,
  NotNeeded,
  OpeningEnded,
  OpeningLimited,
} from './emergency.errors.js';
import { openingPlace } from './emergency.places.js';
import { saysSomething } from './emergency.reason.js';

interface OpeningRow {
  id: string;
  referral_id: string;
  line_id: string;
  person_id: string;
  source_agency_id: string;
  agency_id: string;
  account_id: string;
  package_version: number;
  ground: EmergencyGround;
  live: boolean;
  ended_at: Date | null;
  reviewed_at: Date | null;
  version: number;
}

/**
 * Opens a closed package in an emergency, for one person and one day. Nobody stands above it: a manager opens it in the
 * same way, and is reviewed in the same way.
 */
@Injectable()
export class Emergencies {
  constructor(
    private readonly db: Database,
    private readonly cover: ConsentCover,
    private readonly packages: Packages,
    private readonly disclosures: Disclosures,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly sight: ReferralSight,
  ) {}

  /**
   * Opens it; answers the id of the opening. The line stays where it is.
   * @throws {NotFound} @throws {Forbidden} for the source. @throws {Invalid} for a reason that says nothing. @throws {NotNeeded}
   * @throws {OpeningLimited}
   */
  async open(
    actor: Member,
    at: { referralId: string; lineId: string },
    input: { ground: EmergencyGround; reason: string },
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const { referral, lines } = await this.sight.find(tx, actor, at.referralId);
        const line = lines.find(({ id }) => id === at.lineId);
        if (!line) throw new NotFound();
        if (line.agencyId !== actor.agencyId) throw new Forbidden();
        requireReason(input.reason);
        if (line.status === 'error' || line.packageVersion === null) throw new NotFound();
        await this.requireClosed(tx, referral, line);
        await this.requireWithinLimits(tx, line.id);
        const id = newId();
        const key = await this.dataKeys.create(tx, id, actor.agencyId);
        await tx.query(
          `INSERT INTO portal.emergency_opening (id, line_id, referral_id, person_id, source_agency_id, agency_id, account_id,
             package_version, ground, reason, line_status, ends_at, review_due_on)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now() + make_interval(hours => $12), sec.today_in_japan() + $13::int)`,
          [
            id,
            line.id,
            referral.id,
            referral.personId,
            referral.sourceAgencyId,
            actor.agencyId,
            actor.accountId,
            line.packageVersion,
            input.ground,
            key.seal(openingPlace('reason', id), input.reason),
            line.status,
            openingHours,
            reviewDays,
          ],
        );
        await this.note(tx, actor, referral, 'emergency.open', { opening: id, ground: input.ground });
        await this.outbox.add(tx, 'emergency.opened', {
          openingId: id,
          referralId: referral.id,
          number: referral.number,
          tellAgencyId: referral.sourceAgencyId,
        });
        return id;
      }),
    );
  }

  /**
   * The whole package, for whoever opened it, while the opening lasts. What is read goes into the ledger.
   * @throws {NotFound} @throws {OpeningEnded}
   */
  async read(actor: Member, id: string): Promise<FrozenPackage & { referralId: string; number: string }> {
    return this.db.transaction(actor, async (tx) => {
      const opening = await this.opening(tx, id);
      if (opening.account_id !== actor.accountId || opening.agency_id !== actor.agencyId)
        throw new NotFound();
      if (!opening.live) throw new OpeningEnded();
      const referral = await tx.findOneByOrFail(Referral, { id: opening.referral_id });
      const frozen = await this.packages.open(tx, referral, opening.package_version, () => true);
      if (!frozen) throw new NotFound();
      if (frozen.sections.length === 0) throw new OpeningEnded();
      await this.noteFirstReading(tx, actor, opening, referral, frozen);
      await this.note(tx, actor, referral, 'emergency.read', {
        opening: id,
        categories: frozen.sections.map(({ category }) => category),
      });
      return { ...frozen, referralId: referral.id, number: referral.number };
    });
  }

  /** Ends an opening before its time. @throws {NotFound} @throws {OpeningEnded} */
  async end(actor: Member, id: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const opening = await this.opening(tx, id);
        if (opening.account_id !== actor.accountId) throw new NotFound();
        if (!opening.live) throw new OpeningEnded();
        await tx.query(
          'UPDATE portal.emergency_opening SET ended_at = now(), version = version + 1 WHERE id = $1',
          [id],
        );
        const referral = await tx.findOneByOrFail(Referral, { id: opening.referral_id });
        await this.note(tx, actor, referral, 'emergency.end', { opening: id });
        return id;
      }),
    );
  }

  /**
   * The owner's manager says what they found.
   * @throws {NotFound} @throws {Forbidden} @throws {AlreadyReviewed} @throws {Stale}
   */
  async review(
    actor: Member,
    id: string,
    input: { finding: EmergencyFinding; note?: string | null },
    seenVersion: number,
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const opening = await this.opening(tx, id);
        if (![opening.source_agency_id, opening.agency_id].includes(actor.agencyId)) throw new NotFound();
        if (opening.source_agency_id !== actor.agencyId || !belongsTo('manager', actor.role))
          throw new Forbidden();
        if (opening.reviewed_at) throw new AlreadyReviewed();
        if (opening.version !== seenVersion) throw new Stale(opening.version);
        const key = await this.dataKeys.one(tx, id);
        const [kept] = await tx.query<[unknown[], number]>(
          `UPDATE portal.emergency_opening SET reviewed_by = $2, reviewed_at = now(), finding = $3, finding_note = $4,
             version = version + 1 WHERE id = $1 AND reviewed_at IS NULL RETURNING id`,
          [
            id,
            actor.accountId,
            input.finding,
            key.sealOptional(openingPlace('finding_note', id), input.note),
          ],
        );
        if (kept.length === 0) throw new AlreadyReviewed();
        const referral = await tx.findOneByOrFail(Referral, { id: opening.referral_id });
        await this.note(tx, actor, referral, 'emergency.review', { opening: id, finding: input.finding });
        return id;
      }),
    );
  }

  /** @throws {NotNeeded} when the consent covers something of it and the state lets it be read. */
  private async requireClosed(tx: Tx, referral: Referral, line: ReferralLine): Promise<void> {
    if (!readableStatuses.includes(line.status) || !referral.purpose) return;
    const cover = await this.cover.now(tx, {
      personId: referral.personId,
      recipientAgencyId: line.agencyId,
      purpose: referral.purpose,
    });
    if (referral.categories.every((code) => cover.has(code))) throw new NotNeeded();
  }

  /** @throws {OpeningLimited} The database asks the same when the opening is written. */
  private async requireWithinLimits(tx: Tx, lineId: string): Promise<void> {
    const [row] = await tx.query<{ reached: EmergencyLimit | null }[]>(
      'SELECT sec.emergency_limit($1) AS reached',
      [lineId],
    );
    if (row?.reached) throw new OpeningLimited(row.reached);
  }

  private async noteFirstReading(
    tx: Tx,
    actor: Member,
    opening: OpeningRow,
    referral: Referral,
    frozen: FrozenPackage,
  ): Promise<void> {
    const known = await this.disclosures.openedBefore(tx, opening.line_id);
    const categories = frozen.sections
      .map(({ category }) => category)
      .filter((code: DataCategory) => !known.get(code)?.has(opening.id));
    if (categories.length === 0) return;
    await this.disclosures.record(tx, actor, {
      personId: opening.person_id,
      fromAgencyId: opening.source_agency_id,
      toAgencyId: opening.agency_id,
      consentIds: [],
      emergency: { id: opening.id, ground: opening.ground },
      purpose: referral.purpose ?? 'intake',
      categories,
      method: 'opened',
      referralId: referral.id,
      lineId: opening.line_id,
      contentHash: frozen.hash,
    });
  }

  private async opening(tx: Tx, id: string): Promise<OpeningRow> {
    const [row] = await tx.query<OpeningRow[]>(
      `SELECT *, ended_at IS NULL AND ends_at > now() AS live FROM portal.emergency_opening WHERE id = $1`,
      [id],
    );
    if (!row) throw new NotFound();
    return row;
  }

  private async note(
    tx: Tx,
    actor: Member,
    referral: Referral,
    action: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: 'referral',
      objectId: referral.id,
      subjectId: referral.personId,
      ownerAgencyId: referral.sourceAgencyId,
      details,
    });
  }
}

/** @throws {Invalid} */
function requireReason(reason: string): void {
  if (saysSomething(reason)) return;
  const detail = `だれに何が起きていて、なぜ今必要かを、${shortestReason}文字以上で具体的に書いてください。`;
  throw new Invalid([{ field: 'reason', label: '理由', detail }]);
}
