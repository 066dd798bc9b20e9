import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, DataKeys, NotFound, type Tx } from '#libs/platform';
import { ConsentCover, ConsentNotActive, type Cover, type DataCategory, Disclosures } from '#libs/people';
import type { FrozenPackage } from './packages.service.js';
import { Packages } from './packages.service.js';
import type { SectionContent } from './package.content.js';
import { PersonNames } from './person-names.js';
import { type Action, actionsOf } from './referral.actions.js';
import type { Attribution, ReportResult } from './referral.codes.js';
import { type CompletenessItem, completenessOf } from './referral.completeness.js';
import { Referral } from './referral.entity.js';
import { WrongState } from './referral.errors.js';
import { ReferralLine } from './referral-line.entity.js';
import { notePlace, reportPlace } from './referral-places.js';
import { emptyRequest, type RequestText } from './referral.request.js';
import { type EventVerb, type LineStatus, readableStatuses } from './referral.status.js';

/** A recipient's report. */
export interface ReportRecord {
  readonly id: string;
  readonly lineId: string;
  readonly result: ReportResult;
  readonly done: string;
  readonly remaining: string;
  readonly roles: string;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** A referral as one of its two sides sees it. */
export interface ReferralRecord {
  readonly referral: Referral;
  readonly lines: readonly ReferralLine[];
  readonly side: 'source' | 'recipient';
  readonly agencyNames: ReadonlyMap<string, string>;
  readonly personName: string | null;
  /** Only the source reads it here; a recipient reads it in the package. */
  readonly request: RequestText | null;
  readonly reports: readonly ReportRecord[];
}

/** What happened, in order. */
export interface EventRecord {
  readonly id: string;
  readonly at: Date;
  readonly verb: EventVerb;
  readonly fromStatus: LineStatus | null;
  readonly toStatus: LineStatus | null;
  readonly byAgency: string;
  readonly byName: string;
  readonly reason: string | null;
  readonly attribution: Attribution | null;
  readonly note: string | null;
}

interface EventRow extends Omit<EventRecord, 'note'> {
  readonly lineId: string;
  readonly byAgencyId: string;
  readonly note: Buffer | null;
}

/** A package as it is read now. */
export interface OpenedPackage extends FrozenPackage {
  /** Kinds of data that were sent and that no consent covers any more. */
  readonly withheld: readonly DataCategory[];
  /** Whether it still hashes to what was sent; null for a reader who does not see all of it. */
  readonly intact: boolean | null;
}

/** Reads one referral: its head, what may be done, its package, its timeline. */
@Injectable()
export class ReferralDetails {
  constructor(
    private readonly db: Database,
    private readonly packages: Packages,
    private readonly cover: ConsentCover,
    private readonly disclosures: Disclosures,
    private readonly dataKeys: DataKeys,
    private readonly names: PersonNames,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound} for whom the referral does not exist. */
  async record(actor: Member, id: string): Promise<ReferralRecord> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.find(tx, id);
      const side = referral.sourceAgencyId === actor.agencyId ? 'source' : 'recipient';
      const last = lines.at(-1);
      const names = await this.names.ofReferrals(tx, actor, [
        { id, personId: referral.personId, packageVersion: last?.packageVersion ?? null },
      ]);
      const record: ReferralRecord = {
        referral,
        lines,
        side,
        agencyNames: await agencyNames(tx, referral, lines),
        personName: names.get(id) ?? null,
        request: side === 'source' ? await this.packages.requestOf(tx, referral) : null,
        reports: await this.reports(tx, lines),
      };
      await this.recordReading(tx, actor, referral, 'referral.read');
      return record;
    });
  }

  /** What the caller may do now, line by line. @throws {NotFound} */
  async actions(actor: Member, id: string): Promise<{ version: number; lines: Map<string, Action[]> }> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.find(tx, id);
      const actions = new Map<string, Action[]>();
      for (const line of lines) {
        const covered = await this.covered(tx, referral, line);
        actions.set(line.id, actionsOf(actor, line, covered, line === lines.at(-1)));
      }
      return { version: referral.version, lines: actions };
    });
  }

  /** What a draft still lacks. @throws {NotFound} for everybody but the source. */
  async completeness(actor: Member, id: string): Promise<CompletenessItem[]> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.find(tx, id);
      requireSource(actor, referral);
      const cover = await this.coverOf(tx, referral, lines.at(-1));
      const sections = await this.packages.preview(tx, referral);
      return completenessOf({
        referral,
        hasRecipient: lines.length > 0,
        request: referral.request ? await this.packages.requestOf(tx, referral) : emptyRequest,
        empty: referral.categories.filter((code) => !sections.some(({ category }) => category === code)),
        uncovered: referral.categories.filter((code) => !cover.has(code)),
      });
    });
  }

  /** What the recipient would read if the draft were sent now, and what no consent covers. @throws {NotFound} */
  async preview(
    actor: Member,
    id: string,
  ): Promise<{ sections: SectionContent[]; uncovered: DataCategory[] }> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.find(tx, id);
      requireSource(actor, referral);
      const cover = await this.coverOf(tx, referral, lines.at(-1));
      await this.recordReading(tx, actor, referral, 'package.preview');
      return {
        sections: await this.packages.preview(tx, referral),
        uncovered: referral.categories.filter((code) => !cover.has(code)),
      };
    });
  }

  /**
   * The package as it may be read at this moment. The recipient's first reading goes into the ledger.
   * @throws {NotFound} @throws {WrongState} before receipt and after the end. @throws {ConsentNotActive} when nothing of it is covered.
   */
  async package(actor: Member, id: string): Promise<OpenedPackage> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.find(tx, id);
      const line = lines.at(-1);
      if (!line || line.packageVersion === null) throw new NotFound();
      if (referral.sourceAgencyId !== actor.agencyId) await this.requireReadable(tx, referral, line);
      const frozen = await this.packages.open(tx, referral, line.packageVersion);
      if (!frozen) throw new NotFound();
      const cover = await this.coverOf(tx, referral, line);
      if (line.agencyId === actor.agencyId)
        await this.noteFirstReading(tx, actor, referral, line, frozen, cover);
      await this.recordReading(tx, actor, referral, 'package.read', {
        categories: frozen.sections.map(({ category }) => category),
      });
      const isWhole = frozen.sections.length === referral.categories.length;
      return {
        ...frozen,
        withheld: referral.categories.filter((code) => !cover.has(code)),
        intact: isWhole ? await this.packages.isWhole(tx, referral, frozen) : null,
      };
    });
  }

  /**
   * The timeline. What the source wrote about the person closes with the consent; what happened, and what the recipient
   * wrote itself, stays.
   * @throws {NotFound}
   */
  async events(actor: Member, id: string): Promise<EventRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.find(tx, id);
      const cover = await this.coverOf(tx, referral, lines.at(-1));
      const isOpen =
        referral.sourceAgencyId === actor.agencyId || referral.categories.some((code) => cover.has(code));
      const keys = await this.dataKeys.of(
        tx,
        lines.map((line) => line.id),
      );
      const rows = await tx.query<EventRow[]>(
        `SELECT e.id, e.at, e.verb, e.from_status AS "fromStatus", e.to_status AS "toStatus", g.name AS "byAgency",
           a.name AS "byName", e.reason, e.attribution, e.note, e.line_id AS "lineId", e.by_agency_id AS "byAgencyId"
         FROM portal.referral_event e JOIN portal.agency g ON g.id = e.by_agency_id JOIN portal.account a ON a.id = e.by_account
         WHERE e.referral_id = $1 ORDER BY e.at, e.id`,
        [id],
      );
      return rows.map(({ lineId, byAgencyId, note, ...event }) => ({
        ...event,
        note:
          isOpen || byAgencyId === actor.agencyId
            ? (keys.get(lineId)?.openOptional(notePlace(event.id), note) ?? null)
            : null,
      }));
    });
  }

  private async find(tx: Tx, id: string): Promise<{ referral: Referral; lines: ReferralLine[] }> {
    const referral = await tx.findOneBy(Referral, { id });
    if (!referral) throw new NotFound();
    return {
      referral,
      lines: await tx.find(ReferralLine, { where: { referralId: id }, order: { id: 'ASC' } }),
    };
  }

  private async coverOf(tx: Tx, referral: Referral, line: ReferralLine | undefined): Promise<Cover> {
    if (!line || !referral.purpose) return new Map();
    const question = {
      personId: referral.personId,
      recipientAgencyId: line.agencyId,
      purpose: referral.purpose,
    };
    return this.cover.now(tx, question);
  }

  private async covered(
    tx: Tx,
    referral: Referral,
    line: ReferralLine,
  ): Promise<{ package: boolean; report: boolean }> {
    const cover = await this.coverOf(tx, referral, line);
    const question = {
      personId: referral.personId,
      recipientAgencyId: line.agencyId,
      purpose: 'report_back' as const,
    };
    const back = await this.cover.now(tx, question);
    const wanted = referral.categories;
    const isOpen =
      line.status === 'queued'
        ? wanted.every((code) => cover.has(code))
        : wanted.some((code) => cover.has(code));
    return { package: isOpen, report: back.size > 0 };
  }

  private async requireReadable(tx: Tx, referral: Referral, line: ReferralLine): Promise<void> {
    const cover = await this.coverOf(tx, referral, line);
    if (!referral.categories.some((code) => cover.has(code))) throw new ConsentNotActive(referral.categories);
    if (!readableStatuses.includes(line.status)) throw new WrongState(line.status);
  }

  private async noteFirstReading(
    tx: Tx,
    actor: Member,
    referral: Referral,
    line: ReferralLine,
    frozen: FrozenPackage,
    cover: Cover,
  ): Promise<void> {
    if (!line.open(this.clock.now())) return;
    await tx.update(ReferralLine, { id: line.id }, { firstOpenedAt: line.firstOpenedAt });
    const categories = frozen.sections.map(({ category }) => category);
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: referral.sourceAgencyId,
      toAgencyId: line.agencyId,
      consentIds: [...new Set(categories.flatMap((code) => cover.get(code) ?? []))],
      purpose: referral.purpose ?? 'intake',
      categories,
      method: 'opened',
      referralId: referral.id,
      lineId: line.id,
      contentHash: frozen.hash,
    });
  }

  private async reports(tx: Tx, lines: readonly ReferralLine[]): Promise<ReportRecord[]> {
    const ids = lines.map(({ id }) => id);
    const rows = await tx.query<
      { id: string; lineId: string; result: ReportResult; body: Buffer; createdAt: Date; createdBy: string }[]
    >(
      `SELECT r.id, r.line_id AS "lineId", r.result, r.body, r.created_at AS "createdAt", a.name AS "createdBy"
       FROM portal.referral_report r JOIN portal.account a ON a.id = r.created_by
       WHERE r.line_id = ANY($1::uuid[]) ORDER BY r.created_at`,
      [ids],
    );
    const keys = rows.length > 0 ? await this.dataKeys.of(tx, ids) : new Map<string, never>();
    return rows.flatMap(({ body, ...row }) => {
      const text = keys.get(row.lineId)?.open(reportPlace(row.id), body);
      return text
        ? [{ ...row, ...(JSON.parse(text) as { done: string; remaining: string; roles: string }) }]
        : [];
    });
  }

  private async recordReading(
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

/** @throws {NotFound} for the other side: a draft is nobody else's business. */
function requireSource(actor: Member, referral: Referral): void {
  if (referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
}

async function agencyNames(
  tx: Tx,
  referral: Referral,
  lines: readonly ReferralLine[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }[]>(
    'SELECT id, name FROM portal.agency WHERE id = ANY($1::uuid[])',
    [[referral.sourceAgencyId, ...lines.map(({ agencyId }) => agencyId)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
