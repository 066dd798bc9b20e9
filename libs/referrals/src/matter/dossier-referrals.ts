import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { categories } from '#libs/people';
import { type DataKey, DataKeys, dayInJapan, type Tx } from '#libs/platform';
import { type MessageKind, messageKinds } from '../message/message.codes.js';
import { messagePlace } from '../message/message.places.js';
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
import type { DossierReferral } from './dossier.content.js';
import { eventWords } from './dossier.words.js';
import type { SheetLine } from './paper.js';

/** Gathers the referrals about a person: what was asked, what was told, what was said and reported. */
@Injectable()
export class DossierReferrals {
  constructor(
    private readonly packages: Packages,
    private readonly dataKeys: DataKeys,
  ) {}

  /** All referrals of the own agency about a person, the newest first. */
  async of(tx: Tx, actor: Member, personId: string): Promise<DossierReferral[]> {
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
      messages: await messagesOf(tx, keys, referral.id),
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

async function messagesOf(
  tx: Tx,
  keys: ReadonlyMap<string, DataKey>,
  referralId: string,
): Promise<DossierReferral['messages']> {
  const rows = await tx.query<
    {
      id: string;
      line_id: string;
      at: Date;
      kind: MessageKind;
      agency: string;
      name: string;
      body: Buffer | null;
    }[]
  >(
    `SELECT m.id, m.line_id, m.at, m.kind, g.name AS agency, a.name, b.body FROM portal.referral_message m
     JOIN portal.agency g ON g.id = m.by_agency_id JOIN portal.account a ON a.id = m.by_account
     LEFT JOIN portal.message_body b ON b.message_id = m.id WHERE m.referral_id = $1 ORDER BY m.at, m.id`,
    [referralId],
  );
  return rows.map((row) => {
    const body = keys.get(row.line_id)?.openOptional(messagePlace(row.id), row.body);
    const lines = body ? (JSON.parse(body) as SheetLine[]) : [];
    return {
      at: row.at.toISOString(),
      kind: messageKinds[row.kind],
      by: `${row.agency}　${row.name}`,
      lines: lines.map(({ label, text }) => ({ label, text })),
    };
  });
}
