import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { type DataKey, DataKeys, type Tx } from '#libs/platform';
import type { DataCategory } from '#libs/people';
import { appointmentPlace, type AppointmentWords } from '../appointment/appointments.service.js';
import { messagePlace } from '../message/message.places.js';
import type { SectionLine } from '../package.content.js';
import { Packages } from '../packages.service.js';
import { PersonNames } from '../person-names.js';
import type { ReportResult } from '../referral.codes.js';
import type { Referral } from '../referral.entity.js';
import type { ReportRecord } from '../referral-details.queries.js';
import { ReferralLine } from '../referral-line.entity.js';
import { notePlace, reportPlace } from '../referral-places.js';
import { ReferralSight } from '../referral-sight.js';
import { type LineVerb, readableStatuses } from '../referral.status.js';
import type {
  LetterAgency,
  LetterAnswer,
  LetterInterim,
  LetterLine,
  LetterMaterial,
  LetterPackage,
} from './letter.material.js';

const answering: readonly LineVerb[] = ['accept', 'decline', 'redirect', 'waitlist'];
const nothing: LetterPackage = { version: null, hash: null, sections: [], files: [], withheld: [] };

/** Reads what the papers of a referral may say, as it stands under the consents of this moment, which are held. */
@Injectable()
export class LetterReading {
  constructor(
    private readonly sight: ReferralSight,
    private readonly packages: Packages,
    private readonly dataKeys: DataKeys,
    private readonly names: PersonNames,
  ) {}

  /** Of a referral whose person's consents the caller holds (`ReferralSight.hold`). @throws {NotFound} for whom it does not exist. */
  async gather(tx: Tx, actor: Member, id: string): Promise<LetterMaterial> {
    const found = await this.sight.find(tx, actor, id);
    const { referral } = found;
    const side = referral.sourceAgencyId === actor.agencyId ? 'source' : 'recipient';
    const lines = side === 'source' ? found.lines : await locked(tx, found.lines);
    const seen = lines.findLast(({ packageVersion }) => packageVersion !== null);
    const consents = await this.sight.coverOf(tx, referral, seen);
    const open = await this.sight.openLines(tx, actor, referral, lines);
    const agencies = await agenciesOf(tx, [referral.sourceAgencyId, ...lines.map((line) => line.agencyId)]);
    const names = await this.names.ofReferrals(tx, actor, [
      { id, personId: referral.personId, packageVersion: seen?.packageVersion ?? null },
    ]);
    const spoken = lines.filter(({ status }) => status !== 'queued');
    const keys = await this.dataKeys.of(
      tx,
      spoken.map((line) => line.id),
    );
    const letterLines: LetterLine[] = [];
    for (const line of side === 'source' ? lines : spoken) {
      const key = keys.get(line.id);
      letterLines.push({
        line,
        agency: agencies.get(line.agencyId) ?? unknown,
        claimedBy: await nameOf(tx, line.claimedBy),
        answer: await answerOf(tx, actor, line, key, open.has(line.id)),
        appointment: open.has(line.id) ? await appointmentOf(tx, line.id, key) : null,
        interims: await interimsOf(tx, line.id, key),
        reports: await reportsOf(tx, line.id, key),
      });
    }
    return {
      referral,
      side,
      source: agencies.get(referral.sourceAgencyId) ?? unknown,
      writtenBy: await nameOf(tx, referral.createdBy),
      personName: names.get(id) ?? null,
      lines: letterLines,
      told: await this.told(tx, referral, seen, side === 'source' ? null : new Set(consents.keys())),
      consents,
    };
  }

  /** What is told of the package; `covered` is null for the source, who knows what it wrote. */
  private async told(
    tx: Tx,
    referral: Referral,
    line: ReferralLine | undefined,
    covered: ReadonlySet<DataCategory> | null,
  ): Promise<LetterPackage> {
    if (line?.packageVersion == null) {
      if (covered) return nothing;
      const { sections, files } = await this.packages.drafted(tx, referral);
      return { ...nothing, sections, files };
    }
    if (covered && !readableStatuses.includes(line.status)) return nothing;
    const frozen = await this.packages.open(
      tx,
      referral,
      line.packageVersion,
      (category) => covered?.has(category) ?? true,
    );
    if (!frozen) return nothing;
    const { version, hash, sections, files } = frozen;
    const withheld = referral.categories.filter((code) => covered && !covered.has(code));
    return { version, hash, sections, files, withheld };
  }
}

const unknown: LetterAgency = { name: '', address: null, phone: null, fax: null, representative: null };

/** The lines as they stand now, kept so until the transaction ends. */
async function locked(tx: Tx, lines: readonly ReferralLine[]): Promise<ReferralLine[]> {
  const kept: ReferralLine[] = [];
  for (const { id } of [...lines].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const line = await tx.findOne(ReferralLine, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (line) kept.push(line);
  }
  return kept;
}

async function agenciesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, LetterAgency>> {
  const rows = await tx.query<(LetterAgency & { id: string })[]>(
    `SELECT a.id, a.name, a.address, a.phone, a.fax, r.name AS representative
     FROM portal.agency a LEFT JOIN portal.agency_representative r ON r.agency_id = a.id WHERE a.id = ANY($1::uuid[])`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, ...agency }) => [id, agency]));
}

async function nameOf(tx: Tx, accountId: string | null): Promise<string | null> {
  if (!accountId) return null;
  const [row] = await tx.query<{ name: string }[]>('SELECT name FROM portal.account WHERE id = $1', [
    accountId,
  ]);
  return row?.name ?? null;
}

async function answerOf(
  tx: Tx,
  actor: Member,
  line: ReferralLine,
  key: DataKey | undefined,
  isOpen: boolean,
): Promise<LetterAnswer | null> {
  const [row] = await tx.query<
    (Omit<LetterAnswer, 'note'> & { id: string; byAgencyId: string | null; note: Buffer | null })[]
  >(
    `SELECT e.id, e.at, e.verb, e.note, e.by_agency_id AS "byAgencyId", a.name AS "byName"
     FROM portal.referral_event e LEFT JOIN portal.account a ON a.id = e.by_account
     WHERE e.line_id = $1 AND e.verb = ANY($2) ORDER BY e.at DESC, e.id DESC LIMIT 1`,
    [line.id, answering],
  );
  if (!row) return null;
  const { at, verb, byName } = row;
  // What an agency wrote itself stays with it; the other side reads it while something is open to it.
  const mayRead = isOpen || row.byAgencyId === actor.agencyId;
  return {
    at,
    verb,
    byName,
    note: mayRead ? (key?.openOptional(notePlace(row.id), row.note) ?? null) : null,
  };
}

async function appointmentOf(
  tx: Tx,
  lineId: string,
  key: DataKey | undefined,
): Promise<LetterLine['appointment']> {
  const [row] = await tx.query<{ id: string; startsAt: Date; body: Buffer | null }[]>(
    `SELECT a.id, a.starts_at AS "startsAt", w.body
     FROM portal.appointment a LEFT JOIN portal.appointment_words w ON w.appointment_id = a.id
     WHERE a.line_id = $1 AND a.state = 'agreed' ORDER BY a.offered_at DESC LIMIT 1`,
    [lineId],
  );
  if (!row || !key) return null;
  const words = key.openOptional(appointmentPlace(row.id), row.body);
  return { startsAt: row.startsAt, place: words ? (JSON.parse(words) as AppointmentWords).place : '' };
}

async function interimsOf(tx: Tx, lineId: string, key: DataKey | undefined): Promise<LetterInterim[]> {
  const rows = await tx.query<{ id: string; at: Date; byName: string; body: Buffer | null }[]>(
    `SELECT m.id, m.at, a.name AS "byName", b.body
     FROM portal.referral_message m JOIN portal.account a ON a.id = m.by_account
     LEFT JOIN portal.message_body b ON b.message_id = m.id
     WHERE m.line_id = $1 AND m.kind = 'interim_report' ORDER BY m.at, m.id`,
    [lineId],
  );
  return rows.map(({ id, at, byName, body }) => ({
    at,
    byName,
    lines: key && body ? (JSON.parse(key.open(messagePlace(id), body)) as SectionLine[]) : null,
  }));
}

async function reportsOf(tx: Tx, lineId: string, key: DataKey | undefined): Promise<ReportRecord[]> {
  const rows = await tx.query<
    { id: string; lineId: string; result: ReportResult; body: Buffer; createdAt: Date; createdBy: string }[]
  >(
    `SELECT r.id, r.line_id AS "lineId", r.result, r.body, r.created_at AS "createdAt", a.name AS "createdBy"
     FROM portal.referral_report r JOIN portal.account a ON a.id = r.created_by
     WHERE r.line_id = $1 ORDER BY r.created_at, r.id`,
    [lineId],
  );
  if (!key) return [];
  return rows.map(({ body, ...row }) => ({
    ...row,
    ...(JSON.parse(key.open(reportPlace(row.id), body)) as Pick<
      ReportRecord,
      'done' | 'remaining' | 'roles'
    >),
  }));
}
