import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { NotFound, type Tx } from '#libs/platform';
import { ConsentCover, type Cover, type DataCategory } from '#libs/people';
import { mayBeWithheld } from './package.content.js';
import { Referral } from './referral.entity.js';
import { ReferralLine } from './referral-line.entity.js';
import { linesFor } from './referral.policy.js';
import { readableStatuses } from './referral.status.js';

/** What every reading of a referral begins and ends with: finding it, asking what may be told, writing the audit. */
@Injectable()
export class ReferralSight {
  constructor(
    private readonly cover: ConsentCover,
    private readonly audit: Audit,
  ) {}

  /** A referral and its lines in the order in which they were asked, the newest last. @throws {NotFound} for whom it does not exist. */
  async find(tx: Tx, actor: Member, id: string): Promise<{ referral: Referral; lines: ReferralLine[] }> {
    const referral = await tx.findOneBy(Referral, { id });
    if (!referral) throw new NotFound();
    const lines = await tx.find(ReferralLine, {
      where: { referralId: id },
      order: { position: 'ASC', id: 'ASC' },
    });
    return { referral, lines: linesFor(actor, referral, lines) };
  }

  /**
   * Holds the consents of everybody whom these referrals concern, so that none ends before what is told is written down; in
   * one order for everybody, so that two who hold many never wait for each other. Records may become one while one waits, so
   * it is asked again under the locks. @throws {NotFound}
   */
  async hold(tx: Tx, actor: Member, ids: readonly string[]): Promise<void> {
    let people: string[] = [];
    for (const id of ids) people.push((await this.find(tx, actor, id)).referral.personId);
    const held = new Set<string>();
    while (people.some((personId) => !held.has(personId))) {
      for (const personId of people.filter((one) => !held.has(one)).sort()) {
        await this.cover.hold(tx, personId);
        held.add(personId);
      }
      const rows = await tx.query<{ id: string }[]>(
        'SELECT DISTINCT person_id AS id FROM portal.referral WHERE id = ANY($1::uuid[])',
        [ids],
      );
      people = rows.map(({ id }) => id);
    }
  }

  /** What may be told to the recipient of a line now. */
  async coverOf(tx: Tx, referral: Referral, line: ReferralLine | undefined): Promise<Cover> {
    if (!line || !referral.purpose) return new Map();
    const question = {
      personId: referral.personId,
      recipientAgencyId: line.agencyId,
      purpose: referral.purpose,
    };
    return this.cover.now(tx, question);
  }

  /**
   * The lines on which the actor may read what the other side wrote beside the package: all for the source; for a recipient
   * those that stand open now, went to nobody by mistake, and of which something may still be told.
   */
  async openLines(
    tx: Tx,
    actor: Member,
    referral: Referral,
    lines: readonly ReferralLine[],
  ): Promise<ReadonlySet<string>> {
    if (referral.sourceAgencyId === actor.agencyId) return new Set(lines.map(({ id }) => id));
    const misdirected = await tx.query<{ id: string }[]>(
      'SELECT line_id AS id FROM portal.misdirection WHERE line_id = ANY($1::uuid[])',
      [lines.map(({ id }) => id)],
    );
    const open = new Set<string>();
    for (const line of lines) {
      if (!readableStatuses.includes(line.status) || misdirected.some(({ id }) => id === line.id)) continue;
      const cover = await this.coverOf(tx, referral, line);
      if (referral.categories.some((code) => cover.has(code))) open.add(line.id);
    }
    return open;
  }

  /** The chosen kinds of data that some recipient may not be told now; without a recipient, all of them. */
  async uncovered(tx: Tx, referral: Referral, lines: readonly ReferralLine[]): Promise<DataCategory[]> {
    const covers = await Promise.all(lines.map((line) => this.coverOf(tx, referral, line)));
    return referral.categories.filter(
      (code) =>
        lines.length === 0 ||
        (!mayBeWithheld(referral.purpose, code) && covers.some((cover) => !cover.has(code))),
    );
  }

  /** Writes the reading into the audit. */
  async recordReading(
    tx: Tx,
    actor: Member,
    referral: Referral,
    action: string,
    details: Record<string, unknown> = {},
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
