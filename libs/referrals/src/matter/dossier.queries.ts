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
import { Clock, Database, dayInJapan, isUsable, type Tx } from '#libs/platform';
import { accessWords } from './access.words.js';
import type {
  Dossier,
  DossierAccess,
  DossierConsent,
  DossierFile,
  DossierSheet,
  DossierWithdrawal,
} from './dossier.content.js';
import { DossierReferrals } from './dossier-referrals.js';
import { withdrawalScopes } from './dossier.words.js';

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
    private readonly referrals: DossierReferrals,
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
        referrals: await this.referrals.of(tx, actor, personId),
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
