import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Clock, type Tx } from '#libs/platform';
import { type BasisCode, basisOf, type DataCategory } from '#libs/people';
import type { LetterMaterial } from '../letter/letter.material.js';
import { LetterReading } from '../letter/letter.reading.js';
import { ReferralSight } from '../referral-sight.js';
import type { ExchangedAgency, ExchangedConsent, ExchangeMaterial } from './exchange.material.js';
import { consentStatusOf } from './fhir.codes.js';

interface ConsentRow {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly decidedOn: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly givenBy: string;
  readonly verifiedOn: string | null;
  readonly recipientAgencyId: string;
  readonly categories: DataCategory[];
}

/** Reads what a bundle may say: what the papers may say, with numbers of agencies and with the consents behind it. */
@Injectable()
export class ExchangeGathering {
  constructor(
    private readonly sight: ReferralSight,
    private readonly reading: LetterReading,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound} for whom the referral does not exist. */
  async gather(tx: Tx, actor: Member, id: string): Promise<ExchangeMaterial> {
    await this.sight.hold(tx, actor, [id]);
    const letter = await this.reading.gather(tx, actor, id);
    const { referral, lines } = letter;
    const asked = lines.map(({ line }) => line.agencyId);
    return {
      letter,
      agencies: await agenciesOf(tx, actor, [referral.sourceAgencyId, ...asked]),
      consents: await this.consents(tx, letter, [...new Set(asked)]),
      grounds: await groundsOf(tx, letter),
    };
  }

  private async consents(
    tx: Tx,
    { referral, side, told }: LetterMaterial,
    recipients: readonly string[],
  ): Promise<ExchangedConsent[]> {
    if (!referral.purpose || recipients.length === 0) return [];
    const about = [referral.personId, recipients, referral.purpose];
    const rows = await tx.query<ConsentRow[]>(decisions, [...about, referral.categories]);
    const live = await tx.query<{ consentId: string; recipientAgencyId: string; category: DataCategory }[]>(
      liveCells,
      about,
    );
    const today = this.clock.today();
    const shown = new Set(told.sections.map(({ category }) => category));
    return rows.flatMap(({ givenBy, categories, ...row }) => {
      const open = categories.filter((category) =>
        live.some(
          (cell) =>
            cell.consentId === row.id &&
            cell.recipientAgencyId === row.recipientAgencyId &&
            cell.category === category,
        ),
      );
      const status = consentStatusOf(row, open.length > 0, today);
      // A recipient is told on what rests what it is told, and nothing of what once was.
      const behind = side === 'source' ? open : open.filter((category) => shown.has(category));
      if (side === 'recipient' && behind.length === 0) return [];
      const named = status === 'active' && behind.length > 0 ? behind : categories;
      return [{ ...row, status, byPerson: givenBy === 'person', categories: named }];
    });
  }
}

const decisions = `
  SELECT c.id, c.number, c.status, c.decided_on::text AS "decidedOn", c.valid_from::text AS "validFrom",
    c.valid_until::text AS "validUntil", c.given_by AS "givenBy",
    CASE WHEN c.method IN ('written', 'electronic') THEN c.decided_on ELSE c.paper_on END::text AS "verifiedOn",
    g.recipient_agency_id AS "recipientAgencyId", array_agg(g.category ORDER BY g.category) AS categories
  FROM portal.consent c JOIN portal.consent_grant g ON g.consent_id = c.id
  WHERE c.person_id = $1 AND g.recipient_agency_id = ANY($2::uuid[]) AND g.purpose = $3 AND g.category = ANY($4)
    AND g.granted = (c.status <> 'refused')
  GROUP BY c.id, g.recipient_agency_id
  UNION ALL
  SELECT k.id, k.number, k.state, (k.asked_at AT TIME ZONE 'Asia/Tokyo')::date::text, NULL, k.valid_until::text, k.given_by, NULL,
    (cell ->> 'recipientAgencyId')::uuid, array_agg(cell ->> 'category' ORDER BY cell ->> 'category')
  FROM portal.consent_asking k, jsonb_array_elements(k.cells) AS cell
  WHERE k.person_id = $1 AND k.state = 'asked' AND cell ->> 'recipientAgencyId' = ANY($2::text[])
    AND cell ->> 'purpose' = $3 AND cell ->> 'category' = ANY($4)
  GROUP BY k.id, cell ->> 'recipientAgencyId' ORDER BY 1, 9`;

const liveCells = `
  SELECT consent_id AS "consentId", recipient_agency_id AS "recipientAgencyId", category FROM portal.live_grant
  WHERE person_id = $1 AND recipient_agency_id = ANY($2::uuid[]) AND purpose = $3`;

async function agenciesOf(tx: Tx, actor: Member, ids: readonly string[]): Promise<ExchangedAgency[]> {
  const hidden = (field: string) =>
    `CASE WHEN a.id = $2 OR coalesce(a.visibility ->> '${field}', '') <> 'own' THEN a.${field} END AS ${field}`;
  return tx.query<ExchangedAgency[]>(
    `SELECT a.id, a.name, CASE WHEN a.id = $2 OR NOT a.address_hidden THEN a.address END AS address,
       ${hidden('phone')}, ${hidden('fax')}, a.office_number AS "officeNumber", a.corporation_number AS "corporationNumber"
     FROM portal.agency a WHERE a.id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], a.id)`,
    [[...new Set(ids)], actor.agencyId],
  );
}

async function groundsOf(tx: Tx, { told, consents }: LetterMaterial): Promise<string[]> {
  const bases = told.sections.flatMap(({ category }) => consents.get(category) ?? []);
  if (bases.length === 0) return [];
  const rows = await tx.query<{ basis: BasisCode }[]>(
    'SELECT DISTINCT basis FROM portal.legal_ground WHERE id = ANY($1::uuid[]) ORDER BY basis',
    [[...new Set(bases)]],
  );
  return rows.map(({ basis }) => `${basisOf(basis).article}（${basisOf(basis).name}）`);
}
