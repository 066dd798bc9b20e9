import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, newId, type Tx } from '#libs/platform';
import type { Purpose } from './consent.codes.js';
import type { DataCategory } from './data-category.js';
import type { DisclosureMedium, DisclosureMethod, ObtainedFrom } from './ledger/ledger.codes.js';
import { requireOwnPerson } from './own-person.js';

/** Years for which a record of disclosure is kept after the last provision (access.md: at least 3, default 5). */
const retentionYears = 5;

/** Somebody outside the network, as Articles 29 and 30 want them to be known. */
export interface OutsideParty {
  readonly name: string;
  readonly address?: string;
  readonly representative?: string;
}

/** One provision of data about a person: sent, opened by the recipient for the first time, reported back, told otherwise, or received. */
export interface Provision {
  readonly personId: string;
  /** Null for somebody outside the network; then `from` says who. */
  readonly fromAgencyId: string | null;
  readonly from?: OutsideParty;
  /** Null for somebody outside the network; then `outside` says who. */
  readonly toAgencyId: string | null;
  readonly outside?: OutsideParty;
  /** The consents on which it rests, or legal grounds, as ConsentCover names them. */
  readonly consentIds: readonly string[];
  /** The opening in an emergency that stands in the place of both. */
  readonly emergency?: { readonly id: string; readonly ground: string };
  readonly purpose: Purpose;
  readonly categories: readonly DataCategory[];
  readonly method: DisclosureMethod;
  /** In which form; a screen unless said otherwise. */
  readonly medium?: DisclosureMedium;
  /** How the provider came by it; its own record unless said otherwise. */
  readonly obtained?: ObtainedFrom;
  readonly referralId: string | null;
  readonly lineId: string | null;
  readonly contentHash: Buffer;
}

/** A line of the ledger (提供記録). */
export interface DisclosureRow {
  id: string;
  at: Date;
  fromAgency: string;
  toAgency: string;
  purpose: Purpose;
  categories: DataCategory[];
  method: DisclosureMethod;
  medium: DisclosureMedium;
  /** The legal ground, where it was not a consent. */
  ground: string | null;
  byName: string;
  referralId: string | null;
  referralNumber: string | null;
  consentIds: string[];
  retainUntil: string;
}

/** The ledger of disclosures (APPI art. 29 and 30): written with every provision, never changed. */
@Injectable()
export class Disclosures {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** Writes a provision down, in the transaction that makes it. */
  async record(tx: Tx, actor: Member, provision: Provision): Promise<void> {
    const { emergency } = provision;
    await tx.query(
      `WITH basis AS (
         SELECT l.id, l.basis FROM portal.legal_ground l WHERE l.id = ANY($5::uuid[])
         UNION ALL SELECT $15::uuid, $16::text WHERE $15::uuid IS NOT NULL
       )
       INSERT INTO portal.disclosure (id, person_id, agency_id, recipient_agency_id, consent_ids, ground_ids, ground, purpose,
         categories, method, referral_id, line_id, content_hash, by_account, retain_until, medium, obtained, recipient, provider)
       VALUES ($1, $2, $3, $4,
         ARRAY(SELECT c FROM unnest($5::uuid[]) AS c WHERE c NOT IN (SELECT id FROM basis)),
         ARRAY(SELECT id FROM basis), (SELECT min(basis) FROM basis), $6, $7, $8, $9, $10, $11, $12,
         sec.today_in_japan() + make_interval(years => $13), $14, $17, $18, $19)`,
      [
        newId(),
        provision.personId,
        provision.fromAgencyId,
        provision.toAgencyId,
        provision.consentIds,
        provision.purpose,
        provision.categories,
        provision.method,
        provision.referralId,
        provision.lineId,
        provision.contentHash,
        actor.accountId,
        retentionYears,
        provision.medium ?? 'screen',
        emergency?.id ?? null,
        emergency?.ground ?? null,
        provision.obtained ?? 'own_record',
        provision.outside ?? {},
        provision.from ?? {},
      ],
    );
  }

  /** Which kinds of data the recipient of a line has opened before, each with the consents under which it did. */
  async openedBefore(tx: Tx, lineId: string): Promise<Map<DataCategory, Set<string>>> {
    const rows = await tx.query<{ categories: DataCategory[]; consent_ids: string[] }[]>(
      `SELECT categories, consent_ids || ground_ids AS consent_ids FROM portal.disclosure WHERE line_id = $1 AND method = 'opened'`,
      [lineId],
    );
    const opened = new Map<DataCategory, Set<string>>();
    for (const { categories, consent_ids: consentIds } of rows)
      for (const category of categories)
        opened.set(category, new Set([...(opened.get(category) ?? []), ...consentIds]));
    return opened;
  }

  /**
   * What a print is: the first look at something under these consents, a copy of what was looked at before, or one more copy.
   */
  async methodOfPrint(
    tx: Tx,
    lineId: string,
    printed: ReadonlyMap<DataCategory, readonly string[]>,
  ): Promise<'opened' | 'printed' | 'printed_again'> {
    const opened = await this.openedBefore(tx, lineId);
    const isNew = [...printed].some(
      ([category, consentIds]) => !consentIds.some((id) => opened.get(category)?.has(id)),
    );
    if (isNew) return 'opened';
    const copies = await tx.query<unknown[]>(
      `SELECT FROM portal.disclosure WHERE line_id = $1 AND (method = 'printed' OR method = 'opened' AND medium = 'pdf') LIMIT 1`,
      [lineId],
    );
    return copies.length > 0 ? 'printed_again' : 'printed';
  }

  /**
   * Who was told what about a person of the own agency, the newest first.
   * @throws {NotFound} for another agency's person.
   */
  async ofPerson(actor: Member, personId: string): Promise<DisclosureRow[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      await this.audit.record(tx, actor, {
        action: 'disclosure.list',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
      });
      return tx.query<DisclosureRow[]>(
        `SELECT d.id, d.at, d.provider ->> 'name' AS "fromAgency", d.recipient ->> 'name' AS "toAgency", d.purpose,
           d.categories, d.method, d.medium, d.ground, d.confirmed_by AS "byName", d.referral_id AS "referralId", r.number AS "referralNumber",
           d.consent_ids AS "consentIds", d.retain_until::text AS "retainUntil"
         FROM portal.disclosure d LEFT JOIN portal.referral r ON r.id = d.referral_id
         WHERE d.person_id = $1 ORDER BY d.at DESC, d.id DESC LIMIT 500`,
        [personId],
      );
    });
  }
}
