import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import {
  AttachmentsQueries,
  attachmentKinds,
  categories,
  type ConsentRecord,
  ConsentsQueries,
  consentMethods,
  consentStateNames,
  deciders,
  Disclosures,
  extensionOf,
  fieldsOf,
  OwnSheetsQueries,
  PeopleQueries,
  PersonRequestsQueries,
  personStatusNames,
  purposes,
  requestKinds,
  requestStatuses,
  sheetCategories,
} from '#libs/people';
import { Clock, Database, type DataKey, DataKeys, dayInJapan, isUsable, type Tx } from '#libs/platform';
import { Packages } from '../packages.service.js';
import { type ReferralType, referralTypes, type ReportResult, results } from '../referral.codes.js';
import { Referral } from '../referral.entity.js';
import { notePlace, packagePlace, reportPlace } from '../referral-places.js';
import {
  type EventVerb,
  type LineStatus,
  lineStatusNames,
  type ReferralStatus,
  referralStatusNames,
} from '../referral.status.js';
import { accessWords } from './access.words.js';
import type {
  Dossier,
  DossierAccess,
  DossierConsent,
  DossierFile,
  DossierReferral,
  DossierSheet,
  DossierWithdrawal,
} from './dossier.content.js';
import type { SheetLine } from './paper.js';
import { eventWords, withdrawalScopes } from './dossier.words.js';

/** A dossier, and where the octets of its files are. */
export interface DossierWithFiles {
  readonly dossier: Dossier;
  readonly attachments: readonly { readonly id: string; readonly name: string }[];
  readonly evidence: readonly { readonly id: string; readonly consentId: string; readonly name: string }[];
}

/** Gathers everything that the own agency keeps about a person: all data, consents, referrals, ledger, who looked, files. */
@Injectable()
export class DossierQueries {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleQueries,
    private readonly ownSheets: OwnSheetsQueries,
    private readonly consents: ConsentsQueries,
    private readonly disclosures: Disclosures,
    private readonly attachments: AttachmentsQueries,
    private readonly requests: PersonRequestsQueries,
    private readonly packages: Packages,
    private readonly dataKeys: DataKeys,
    private readonly clock: Clock,
  ) {}

  /** Everything about a person of the own agency. @throws {NotFound} */
  async gather(actor: Member, personId: string): Promise<DossierWithFiles> {
    const consents = await this.consents.ofPerson(actor, personId);
    const ledger = await this.disclosures.ofPerson(actor, personId);
    const requests = await this.requests.ofPerson(actor, personId);
    return this.db.transaction(actor, async (tx) => {
      const person = await this.people.read(tx, actor.agencyId, personId);
      const files = await this.attachments.read(tx, personId);
      const attachments = files.map(({ id, contentType }, at) => ({
        id,
        name: `files/${String(at + 1).padStart(3, '0')}.${extensionOf(contentType)}`,
      }));
      const evidence = consents
        .flatMap((consent) => consent.evidence.map((scan) => ({ consent, scan })))
        .filter(({ scan }, at, all) => all.findIndex((other) => other.scan.id === scan.id) === at)
        .map(({ consent, scan }, at) => ({
          id: scan.id,
          consentId: consent.id,
          scan,
          number: consent.number,
          name: `consents/${String(at + 1).padStart(3, '0')}.${scanExtensions[scan.contentType]}`,
        }));
      const dossier: Dossier = {
        madeOn: this.clock.today(),
        agency: await agencyName(tx, actor.agencyId),
        person: {
          id: person.id,
          number: person.number,
          mergedNumbers: person.mergedNumbers,
          name: person.name,
          kana: person.kana,
          birthDate: person.birthDate,
          status: personStatusNames[person.status],
          inCharge: person.inCharge?.name ?? null,
          lastContactOn: person.lastContactOn,
          endedOn: person.endedOn,
          endNote: person.endNote,
          registeredOn: dayInJapan(person.createdAt),
          formerNames: person.formerNames.map(({ name, kana }) => ({ name, kana })),
        },
        sheets: sheetCategories.flatMap((category): DossierSheet[] => {
          const sheet = person.sheets.find((one) => one.category === category);
          const lines = fieldsOf(category)
            .map(({ code, name }) => ({ label: name, text: sheet?.fields[code] ?? '' }))
            .filter(({ text }) => text !== '');
          if (!sheet || lines.length === 0) return [];
          const { updatedAt, updatedBy } = sheet;
          return [{ name: categories[category].name, updatedOn: dayInJapan(updatedAt), updatedBy, lines }];
        }),
        ownSheets: [...(await this.ownSheets.parts(tx, personId))]
          .filter(([, { lines }]) => lines.length > 0)
          .map(([category, { lines }]) => ({
            name: categories[category].name,
            updatedOn: null,
            updatedBy: null,
            lines: lines.map(({ label, text }) => ({ label, text })),
          })),
        consents: consents.map(consentWords),
        withdrawals: await withdrawalsOf(tx, personId),
        referrals: await this.referralsOf(tx, actor, personId),
        disclosures: ledger.map((row) => ({
          at: row.at.toISOString(),
          from: row.fromAgency,
          to: row.toAgency,
          purpose: purposes[row.purpose],
          categories: row.categories.map((code) => categories[code].name),
          method: methodWords[row.method] ?? row.method,
          by: row.byName,
        })),
        requests: requests.map(({ number, kind, status, receivedOn, answeredOn }) => ({
          number,
          kind: requestKinds[kind],
          status: requestStatuses[status],
          receivedOn,
          answeredOn,
        })),
        accesses: await accessesTo(tx, personId),
        files: [
          ...files.map((file, at): DossierFile => ({
            name: attachments[at]!.name,
            title: [attachmentKinds[file.kind].name, file.words].filter(Boolean).join('：'),
            octets: file.octets,
            addedOn: dayInJapan(file.createdAt),
            missing: isUsable(file.state) ? null : 'ウイルス検査が終わっていないため、添付していません。',
          })),
          ...evidence.map(({ name, number, scan }): DossierFile => ({
            name,
            title: `同意書 ${number}`,
            octets: scan.octets,
            addedOn: dayInJapan(new Date(scan.addedAt)),
            missing: isUsable(scan.state) ? null : 'ウイルス検査が終わっていないため、添付していません。',
          })),
        ],
      };
      const readable = new Set(
        dossier.files.filter(({ missing }) => missing === null).map(({ name }) => name),
      );
      return {
        dossier,
        attachments: attachments.filter(({ name }) => readable.has(name)),
        evidence: evidence
          .filter(({ name }) => readable.has(name))
          .map(({ id, consentId, name }) => ({ id, consentId, name })),
      };
    });
  }

  private async referralsOf(tx: Tx, actor: Member, personId: string): Promise<DossierReferral[]> {
    const referrals = await tx.find(Referral, {
      where: { personId, sourceAgencyId: actor.agencyId },
      order: { createdAt: 'DESC' },
    });
    const key = await this.dataKeys.one(tx, personId);
    const found: DossierReferral[] = [];
    for (const referral of referrals) found.push(await this.referral(tx, key, referral));
    return found;
  }

  private async referral(tx: Tx, key: DataKey, referral: Referral): Promise<DossierReferral> {
    const lines = await tx.query<LineRow[]>(
      `SELECT l.id, g.name AS agency, l.status, l.sent_at AS "sentAt", l.first_opened_at AS "openedAt", l.closed_at AS "closedAt"
       FROM portal.referral_line l JOIN portal.agency g ON g.id = l.agency_id WHERE l.referral_id = $1 ORDER BY l.position, l.id`,
      [referral.id],
    );
    const keys = await this.dataKeys.of(
      tx,
      lines.map(({ id }) => id),
    );
    const request = await this.packages.requestOf(tx, referral);
    return {
      number: referral.number,
      type: referral.type ? referralTypes[referral.type as ReferralType] : '',
      status: referralStatusNames[referral.status as ReferralStatus],
      createdOn: dayInJapan(referral.createdAt),
      request: [
        { label: '依頼内容', text: request.ask },
        { label: '本人の意向', text: request.wish },
        { label: '経過', text: request.background },
      ].filter(({ text }) => text !== ''),
      recipients: lines.map(({ agency, status, sentAt, openedAt, closedAt }) => ({
        agency,
        status: lineStatusNames[status],
        sentAt: sentAt?.toISOString() ?? null,
        openedAt: openedAt?.toISOString() ?? null,
        closedAt: closedAt?.toISOString() ?? null,
      })),
      packages: await packagesOf(tx, key, referral.id),
      events: await eventsOf(tx, keys, referral.id),
      reports: await reportsOf(tx, keys, referral.id),
    };
  }
}

interface LineRow {
  id: string;
  agency: string;
  status: LineStatus;
  sentAt: Date | null;
  openedAt: Date | null;
  closedAt: Date | null;
}

const scanExtensions = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' } as const;

const methodWords: Readonly<Record<string, string>> = {
  sent: '送付',
  opened: '閲覧（初回）',
  reported: '結果の返送',
  told: '口頭・書面など',
};

async function agencyName(tx: Tx, agencyId: string): Promise<string> {
  const [row] = await tx.query<{ name: string }[]>('SELECT name FROM portal.agency WHERE id = $1', [
    agencyId,
  ]);
  return row?.name ?? '';
}

function consentWords(consent: ConsentRecord): DossierConsent {
  return {
    number: consent.number,
    revision: consent.revision,
    state: consentStateNames[consent.state],
    decidedOn: consent.decidedOn,
    validFrom: consent.validFrom,
    validUntil: consent.validUntil,
    method: consentMethods[consent.method],
    givenBy:
      consent.givenBy === 'person'
        ? deciders.person
        : `${deciders.representative} ${consent.representative ?? ''}`,
    explainedBy: consent.explainedBy,
    note: consent.note,
    withdrawnAt: consent.withdrawnAt?.toISOString() ?? null,
    recipients: consent.recipients.map((recipient) => ({
      agency: recipient.agencyName,
      purposes: recipient.purposes.map((code) => purposes[code]),
      categories: recipient.categories.map((code) => categories[code].name),
    })),
  };
}

async function withdrawalsOf(tx: Tx, personId: string): Promise<DossierWithdrawal[]> {
  const rows = await tx.query<
    { number: string; recorded_at: Date; scope: string; told_by: 'person' | 'representative' }[]
  >(
    'SELECT number, recorded_at, scope, told_by FROM portal.withdrawal WHERE person_id = $1 ORDER BY recorded_at DESC',
    [personId],
  );
  return rows.map((row) => ({
    number: row.number,
    recordedAt: row.recorded_at.toISOString(),
    scope: withdrawalScopes[row.scope] ?? row.scope,
    toldBy: deciders[row.told_by],
  }));
}

async function packagesOf(tx: Tx, key: DataKey, referralId: string): Promise<DossierReferral['packages']> {
  const rows = await tx.query<
    { version: number; frozen_at: Date; category: keyof typeof categories; body: Buffer }[]
  >(
    `SELECT p.version, p.frozen_at, s.category, s.body FROM portal.referral_package p
     JOIN portal.package_section s ON s.referral_id = p.referral_id AND s.version = p.version
     WHERE p.referral_id = $1 ORDER BY p.version, s.category`,
    [referralId],
  );
  return [...new Set(rows.map(({ version }) => version))].map((version) => {
    const own = rows.filter((row) => row.version === version);
    return {
      version,
      frozenAt: own[0]!.frozen_at.toISOString(),
      sections: own.map(({ category, body }) => ({
        name: categories[category].name,
        lines: (JSON.parse(key.open(packagePlace(referralId, version, category), body)) as SheetLine[]).map(
          ({ label, text }) => ({ label, text }),
        ),
      })),
    };
  });
}

async function eventsOf(
  tx: Tx,
  keys: ReadonlyMap<string, DataKey>,
  referralId: string,
): Promise<DossierReferral['events']> {
  const rows = await tx.query<
    {
      id: string;
      at: Date;
      verb: EventVerb;
      line_id: string;
      agency: string | null;
      name: string | null;
      note: Buffer | null;
    }[]
  >(
    `SELECT e.id, e.at, e.verb, e.line_id, g.name AS agency, a.name, e.note FROM portal.referral_event e
     LEFT JOIN portal.agency g ON g.id = e.by_agency_id LEFT JOIN portal.account a ON a.id = e.by_account
     WHERE e.referral_id = $1 ORDER BY e.at, e.id`,
    [referralId],
  );
  return rows.map((row) => ({
    at: row.at.toISOString(),
    what: eventWords(row.verb),
    by: [row.agency, row.name].filter(Boolean).join('　') || '自動',
    note: keys.get(row.line_id)?.openOptional(notePlace(row.id), row.note) ?? null,
  }));
}

async function reportsOf(
  tx: Tx,
  keys: ReadonlyMap<string, DataKey>,
  referralId: string,
): Promise<DossierReferral['reports']> {
  const rows = await tx.query<
    { id: string; line_id: string; at: Date; agency: string; result: ReportResult; body: Buffer }[]
  >(
    `SELECT r.id, r.line_id, r.created_at AS at, g.name AS agency, r.result, r.body FROM portal.referral_report r
     JOIN portal.agency g ON g.id = r.agency_id WHERE r.referral_id = $1 ORDER BY r.created_at`,
    [referralId],
  );
  return rows.map((row) => {
    const body = keys.get(row.line_id)?.open(reportPlace(row.id), row.body);
    const texts = body ? (JSON.parse(body) as Record<string, unknown>) : {};
    return {
      at: row.at.toISOString(),
      agency: row.agency,
      result: results[row.result] ?? row.result,
      lines: Object.entries(texts)
        .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
        .map(([code, text]) => ({ label: reportLabels[code] ?? code, text })),
    };
  });
}

const reportLabels: Readonly<Record<string, string>> = {
  done: '実施した内容',
  remaining: '残る課題',
  roles: '今後の役割分担',
};

async function accessesTo(tx: Tx, personId: string): Promise<DossierAccess[]> {
  const rows = await tx.query<
    { at: Date; name: string | null; agency: string | null; action: string; outcome: 'done' | 'denied' }[]
  >(
    `WITH RECURSIVE whole AS (
       SELECT id FROM portal.person WHERE id = $1
       UNION ALL SELECT p.id FROM portal.person p JOIN whole w ON p.merged_into = w.id
     )
     SELECT e.at, a.name, g.name AS agency, e.action, e.outcome FROM audit.entry e
     LEFT JOIN portal.account a ON a.id = e.account_id LEFT JOIN portal.agency g ON g.id = e.chain
     WHERE e.subject_id IN (SELECT id FROM whole) ORDER BY e.at`,
    [personId],
  );
  return rows.map((row) => ({
    at: row.at.toISOString(),
    name: row.name ?? '',
    agency: row.agency ?? '',
    what: accessWords(row.action, row.outcome),
  }));
}
