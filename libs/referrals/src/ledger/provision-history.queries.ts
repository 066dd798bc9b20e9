import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database } from '#libs/platform';
import {
  type DataCategory,
  type DisclosureMedium,
  type DisclosureMethod,
  type Purpose,
  requireOwnPerson,
} from '#libs/people';
import { type LookAction, lookActionCodes } from './look-actions.js';

/** What was told, to whom, on what it rested. */
export interface HistoryProvision {
  readonly id: string;
  readonly at: Date;
  readonly fromName: string;
  readonly toName: string;
  readonly byName: string;
  readonly purpose: Purpose;
  readonly categories: readonly DataCategory[];
  readonly method: DisclosureMethod;
  readonly medium: DisclosureMedium;
  readonly ground: string | null;
  readonly consentNumbers: readonly string[];
  readonly consentWithdrawn: boolean;
  readonly misdirected: boolean;
  readonly referralId: string | null;
  readonly referralNumber: string | null;
}

/** Somebody who looked, or who was refused. */
export interface HistoryLook {
  readonly at: Date;
  readonly agencyName: string | null;
  readonly byName: string;
  readonly action: LookAction;
  readonly categories: readonly DataCategory[];
  readonly referralNumber: string | null;
}

/** Everything that was told and seen of a person. */
export interface ProvisionHistory {
  readonly personId: string;
  readonly provisions: readonly HistoryProvision[];
  readonly looks: readonly HistoryLook[];
  readonly refused: readonly HistoryLook[];
  /** Whether there are older entries than those that are listed. */
  readonly provisionsCut: boolean;
  readonly looksCut: boolean;
}

const mostProvisions = 1000;
const mostLooks = 500;

/** Reads what a person may ask at any time: who was told what, on what it rested, and who looked at it. */
@Injectable()
export class ProvisionHistories {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** The history of a person of the own agency, the newest first. @throws {NotFound} for another agency's person. */
  async of(actor: Member, personId: string): Promise<ProvisionHistory> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const provisions = await tx.query<HistoryProvision[]>(
        `SELECT d.id, d.at, d.provider ->> 'name' AS "fromName", d.recipient ->> 'name' AS "toName", d.confirmed_by AS "byName",
           d.purpose, d.categories, d.method, d.medium, d.ground, d.referral_id AS "referralId", r.number AS "referralNumber",
           ARRAY(SELECT DISTINCT c.number FROM portal.consent c WHERE c.id = ANY(d.consent_ids) AND c.number IS NOT NULL)
             AS "consentNumbers",
           cardinality(d.consent_ids) > 0 AND EXISTS (SELECT FROM portal.withdrawn_grant t
             WHERE t.consent_id = ANY(d.consent_ids) AND t.recipient_agency_id = d.recipient_agency_id
               AND t.purpose = d.purpose AND t.category = ANY(d.categories)) AS "consentWithdrawn",
           EXISTS (SELECT FROM portal.misdirection m WHERE m.line_id = d.line_id) AS misdirected
         FROM portal.disclosure d LEFT JOIN portal.referral r ON r.id = d.referral_id
         WHERE d.person_id = $1 ORDER BY d.at DESC, d.id DESC LIMIT $2`,
        // One more than is shown says whether there is more.
        [personId, mostProvisions + 1],
      );
      const looks = await tx.query<(HistoryLook & { outcome: 'done' | 'denied' })[]>(
        `SELECT e.at, e.outcome, g.name AS "agencyName", a.name AS "byName", e.action,
           CASE WHEN jsonb_typeof(e.details -> 'categories') = 'array'
             THEN ARRAY(SELECT jsonb_array_elements_text(e.details -> 'categories')) ELSE '{}' END AS categories,
           r.number AS "referralNumber"
         FROM audit.entry e JOIN portal.account a ON a.id = e.account_id
         LEFT JOIN portal.agency g ON g.id = e.chain LEFT JOIN portal.referral r ON r.id = e.object_id
         WHERE e.subject_id = $1 AND e.owner_agency_id = $2 AND e.action = ANY($3::text[])
         ORDER BY e.at DESC LIMIT $4`,
        [personId, actor.agencyId, lookActionCodes, mostLooks + 1],
      );
      const shown = looks.slice(0, mostLooks);
      await this.audit.record(tx, actor, {
        action: 'history.read',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
      });
      return {
        personId,
        provisions: provisions.slice(0, mostProvisions),
        looks: shown.filter(({ outcome }) => outcome === 'done'),
        refused: shown.filter(({ outcome }) => outcome === 'denied'),
        provisionsCut: provisions.length > mostProvisions,
        looksCut: looks.length > mostLooks,
      };
    });
  }
}
