import { Injectable } from '@nestjs/common';
import { Clock, Database, DataKeys, NotFound, type Tx, type UploadState } from '#libs/platform';
import type { Member } from '#libs/identity';
import { Audit } from '#libs/audit';
import type { Assent, Authority, ConsentMethod, Decider, Purpose, Validity } from './consent.codes.js';
import { type ConsentDays, type ConsentState, type ConsentStatus, stateOn } from './consent.status.js';
import type { DataCategory } from './data-category.js';
import type { EvidenceKind, EvidenceType } from './evidence.rules.js';
import { requireOwnPerson } from './own-person.js';
import { consentPlace } from './person-places.js';

/**
 * A part of a consent: every one of these kinds of data to one agency for every one of these purposes. An agency has
 * several parts where the kinds differ from purpose to purpose.
 */
export interface GrantedRecipient {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly purposes: readonly Purpose[];
  readonly categories: readonly DataCategory[];
}

/** A scan that is kept with a consent. */
export interface EvidenceRow {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly contentType: EvidenceType;
  readonly octets: number;
  readonly addedAt: string;
  readonly state: UploadState;
}

/** A consent as its owner sees it. */
export interface ConsentRecord {
  readonly id: string;
  readonly rootId: string;
  readonly revision: number;
  readonly number: string;
  readonly personId: string;
  readonly state: ConsentState;
  readonly askingId: string | null;
  readonly noticeId: string | null;
  readonly decidedOn: string;
  readonly recordedAt: Date;
  readonly validity: Validity;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly method: ConsentMethod;
  readonly explainedBy: string;
  readonly place: string | null;
  readonly givenBy: Decider;
  readonly representative: string | null;
  readonly authority: Authority | null;
  readonly authorityNote: string | null;
  /** The first day on which it counts no more, because the authority behind it or the support ends. */
  readonly lapsesOn: string | null;
  readonly lapseRule: 'day' | 'adulthood' | 'support' | null;
  readonly assent: Assent | null;
  readonly assentWords: string | null;
  readonly assentBy: string | null;
  readonly witness: string | null;
  readonly noPaperReason: string | null;
  /** The day by which the paper behind a spoken decision is expected. */
  readonly paperDue: string | null;
  readonly paperOn: string | null;
  readonly paperReceivedAt: Date | null;
  readonly note: string | null;
  readonly supersededBy: string | null;
  /** An asking that would renew it and is not answered yet. */
  readonly renewingId: string | null;
  /** Whether the reader is the one who may say that it was written down by mistake: a no needs a manager who did not write it. */
  readonly mayCorrect: boolean;
  /** The earliest day on which one of the recipients had been told something before the decision. */
  readonly toldBefore: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawalToldBy: Decider | null;
  readonly withdrawalNote: string | null;
  readonly createdAt: Date;
  readonly version: number;
  readonly recipients: readonly GrantedRecipient[];
  /** What was asked together with it and refused. */
  readonly declined: readonly GrantedRecipient[];
  /** What of a withdrawn one may still be told, because another agreement allows it, too. */
  readonly stillOpen: readonly StillOpen[];
  readonly evidence: readonly EvidenceRow[];
}

/** Kinds of data that an agency may be told by another agreement than the one that was taken back. */
export interface StillOpen {
  readonly agencyName: string;
  readonly number: string;
  readonly categories: readonly DataCategory[];
}

type Words =
  | 'representative'
  | 'witness'
  | 'note'
  | 'place'
  | 'authorityNote'
  | 'assentWords'
  | 'noPaperReason'
  | 'withdrawalNote';

interface ConsentRow extends Omit<ConsentRecord, 'state' | Words>, Record<Words, Buffer | null> {
  status: ConsentStatus;
  /** The revision for whose place the words are sealed. */
  sealedFor: string;
  /** How many of its cells may be told now. */
  live: number;
}

/** The parts of a consent out of its cells, those that meet a condition. */
const parts = (condition: string) => `
  (SELECT coalesce(jsonb_agg(r ORDER BY r."agencyName", r."agencyId", r.purposes), '[]') FROM (
     SELECT p.id AS "agencyId", p.name AS "agencyName", array_agg(p.purpose ORDER BY p.purpose) AS purposes, p.categories
     FROM (SELECT ag.id, ag.name, g.purpose, array_agg(g.category ORDER BY g.category) AS categories
       FROM portal.consent_grant g JOIN portal.agency ag ON ag.id = g.recipient_agency_id
       WHERE g.consent_id = c.id AND ${condition} GROUP BY 1, 2, 3) p
     GROUP BY p.id, p.name, p.categories) r)`;
const someGranted = `EXISTS (SELECT FROM portal.consent_grant y WHERE y.consent_id = c.id AND y.granted)`;

const select = `
  SELECT c.id, c.root_id AS "rootId", c.revision, c.number, c.person_id AS "personId", c.status,
    c.asking_id AS "askingId", c.notice_id AS "noticeId", c.decided_on::text AS "decidedOn",
    c.recorded_at AS "recordedAt", c.validity, c.valid_from::text AS "validFrom", c.valid_until::text AS "validUntil",
    c.method, a.name AS "explainedBy", c.place, c.given_by AS "givenBy", c.representative, c.authority,
    c.authority_note AS "authorityNote", c.lapses_on::text AS "lapsesOn", c.lapse_rule AS "lapseRule", c.assent,
    c.assent_words AS "assentWords", (SELECT b.name FROM portal.account b WHERE b.id = c.assent_by) AS "assentBy",
    c.witness, c.no_paper_reason AS "noPaperReason", c.paper_due::text AS "paperDue", c.paper_on::text AS "paperOn",
    c.paper_received_at AS "paperReceivedAt", c.note, c.superseded_by AS "supersededBy",
    (SELECT k.id FROM portal.consent_asking k WHERE k.renews = c.root_id AND k.state IN ('drafting', 'asked')
     ORDER BY k.id DESC LIMIT 1) AS "renewingId",
    (SELECT min((d.at AT TIME ZONE 'Asia/Tokyo')::date)::text FROM portal.disclosure d
     WHERE d.person_id = c.person_id AND (d.at AT TIME ZONE 'Asia/Tokyo')::date < c.decided_on
       AND d.recipient_agency_id IN (SELECT g.recipient_agency_id FROM portal.consent_grant g
         WHERE g.consent_id = c.id AND g.granted)) AS "toldBefore",
    (c.status <> 'refused' OR ((SELECT sec.actor_role()) = 'manager' AND (c.created_by <> (SELECT sec.actor_account())
       OR NOT sec.has_other_manager(c.agency_id, c.created_by)))) AS "mayCorrect",
    coalesce(c.sealed_for, c.id) AS "sealedFor",
    c.withdrawn_at AS "withdrawnAt", c.withdrawal_told_by AS "withdrawalToldBy", c.withdrawal_note AS "withdrawalNote",
    c.created_at AS "createdAt", c.version,
    (SELECT count(*)::int FROM portal.live_grant l WHERE l.consent_id = c.id AND l.person_id = c.person_id) AS live,
    ${parts(`(g.granted OR NOT ${someGranted})`)} AS recipients,
    ${parts(`(NOT g.granted AND g.held_by IS NULL AND ${someGranted})`)} AS declined,
    (SELECT coalesce(jsonb_agg(s ORDER BY s."agencyName", s.number), '[]') FROM (
       SELECT ag.name AS "agencyName", o.number, array_agg(DISTINCT l.category ORDER BY l.category) AS categories
       FROM portal.consent_grant g
       JOIN portal.live_grant l ON l.person_id = c.person_id AND l.recipient_agency_id = g.recipient_agency_id
         AND l.purpose = g.purpose AND l.category = g.category
       JOIN portal.consent o ON o.id = l.consent_id JOIN portal.agency ag ON ag.id = l.recipient_agency_id
       WHERE c.status = 'withdrawn' AND g.consent_id = c.id AND g.granted AND o.recorded_at < c.withdrawn_at
       GROUP BY ag.id, ag.name, o.number) s) AS "stillOpen",
    (SELECT coalesce(jsonb_agg(e ORDER BY e."addedAt"), '[]') FROM (
       SELECT e.id, e.kind, e.content_type AS "contentType", e.octets, e.created_at AS "addedAt", u.state
       FROM portal.consent_evidence e JOIN portal.upload_scan u ON u.upload_id = e.id WHERE e.root_id = c.root_id) e) AS evidence
  FROM portal.consent c JOIN portal.account a ON a.id = c.explained_by`;

/** Reads the consents of the own agency's people. */
@Injectable()
export class ConsentsQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * All decisions of a person, the newest first.
   * @throws {NotFound} for another agency's person.
   */
  async ofPerson(actor: Member, personId: string): Promise<ConsentRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const rows = await tx.query<ConsentRow[]>(
        `${select} WHERE c.person_id = $1 AND c.agency_id = $2 ORDER BY c.created_at DESC, c.revision DESC`,
        [personId, actor.agencyId],
      );
      await this.audit.record(tx, actor, {
        action: 'consent.list',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
      });
      return this.opened(tx, personId, rows);
    });
  }

  /**
   * One decision.
   * @throws {NotFound} when it is not about one of the own people.
   */
  async one(actor: Member, id: string): Promise<ConsentRecord> {
    return this.db.transaction(actor, async (tx) => {
      const [row] = await tx.query<ConsentRow[]>(`${select} WHERE c.id = $1 AND c.agency_id = $2`, [
        id,
        actor.agencyId,
      ]);
      if (!row) throw new NotFound();
      await this.audit.record(tx, actor, {
        action: 'consent.read',
        objectType: 'consent',
        objectId: id,
        subjectId: row.personId,
        ownerAgencyId: actor.agencyId,
      });
      const [consent] = await this.opened(tx, row.personId, [row]);
      if (!consent) throw new NotFound();
      return consent;
    });
  }

  private async opened(tx: Tx, personId: string, rows: readonly ConsentRow[]): Promise<ConsentRecord[]> {
    if (rows.length === 0) return [];
    const key = await this.dataKeys.one(tx, personId);
    const today = this.clock.today();
    return rows.map(({ status, sealedFor, live, ...row }) => {
      const open = (column: Parameters<typeof consentPlace>[0], sealed: Buffer | null) =>
        key.openOptional(consentPlace(column, sealedFor), sealed);
      return {
        ...row,
        state: stateNow(today, { ...row, status }, live),
        representative: open('representative', row.representative),
        witness: open('witness', row.witness),
        note: open('note', row.note),
        place: open('place', row.place),
        authorityNote: open('authority_note', row.authorityNote),
        assentWords: open('assent_words', row.assentWords),
        noPaperReason: open('no_paper_reason', row.noPaperReason),
        withdrawalNote: key.openOptional(consentPlace('withdrawal_note', row.id), row.withdrawalNote),
      };
    });
  }
}

/** The state as of now: a consent of which no cell may be told any more has been overruled by later decisions. */
function stateNow(today: string, consent: ConsentDays, live: number): ConsentState {
  const state = stateOn(today, consent);
  return state === 'given' && live === 0 ? 'overruled' : state;
}
