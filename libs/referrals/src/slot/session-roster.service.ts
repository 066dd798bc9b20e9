import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { eraDay, type PaperPart, type PaperSheet, PdfPress, setSheets } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, Database, dayInJapan, Forbidden, type Tx } from '#libs/platform';
import { Disclosures } from '#libs/people';
import { eraMoment } from '../ledger/record-paper.js';
import { LetterOvertaken } from '../letter/letter.errors.js';
import { withheldName } from '../package.content.js';
import { ReferralSight } from '../referral-sight.js';
import { type BookingRecord, IntakeSessions, type SessionRecord } from './intake-sessions.service.js';

/** A moment changes consents seldom enough for this; whoever meets more tries again. */
const mostTries = 3;

interface Drawn {
  readonly session: SessionRecord;
  readonly bookings: readonly BookingRecord[];
}

/**
 * 名簿: who is expected at a session, as a paper for its agency. What was set is compared with what may be told in the
 * transaction that writes it into the ledger, and only then handed out.
 */
@Injectable()
export class SessionRosters {
  constructor(
    private readonly db: Database,
    private readonly sessions: IntakeSessions,
    private readonly sight: ReferralSight,
    private readonly disclosures: Disclosures,
    private readonly press: PdfPress,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotFound} @throws {Forbidden} for everybody but the session's agency. @throws {LetterOvertaken} */
  async print(actor: Member, id: string): Promise<Buffer> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const drawn = await this.db.transaction(actor, (tx) => this.draw(tx, actor, id));
      const now = this.clock.now();
      const reader = `${drawn.session.agency}　${actor.accountName}`;
      const { content } = await setSheets(
        this.press,
        {
          title: `${drawn.session.title}　名簿`,
          issuer: drawn.session.agency,
          printed: `${eraMoment(now)}　${reader} 印刷`,
          watermark: `${reader}\n${eraMoment(now)}`,
          sheets: [rosterSheet(drawn, this.clock.today())],
        },
        now,
      );
      if (await this.handOver(actor, id, drawn, content)) return content;
    }
    throw new LetterOvertaken();
  }

  private async draw(tx: Tx, actor: Member, id: string): Promise<Drawn> {
    const { session, bookings } = await this.sessions.read(tx, actor, id);
    if (!session.isOwn) throw new Forbidden();
    return { session, bookings: bookings.filter(({ state }) => state !== 'cancelled') };
  }

  /** Writes the print down if it still says what may be told; answers whether it does. */
  private async handOver(actor: Member, id: string, printed: Drawn, content: Buffer): Promise<boolean> {
    const hash = createHash('sha256').update(content).digest();
    return this.db.transaction(actor, async (tx) => {
      const ids = printed.bookings.map(({ referralId }) => referralId).sort();
      await this.sight.hold(tx, actor, ids);
      const now = await this.draw(tx, actor, id);
      if (JSON.stringify(now) !== JSON.stringify(printed)) return false;
      for (const booking of now.bookings) await this.note(tx, actor, booking, hash);
      await this.audit.record(tx, actor, {
        action: 'session.print',
        objectType: 'intake_session',
        objectId: id,
        ownerAgencyId: actor.agencyId,
        details: { referrals: ids },
      });
      return true;
    });
  }

  private async note(
    tx: Tx,
    actor: Member,
    { referralId, personName }: BookingRecord,
    contentHash: Buffer,
  ): Promise<void> {
    if (personName === null || personName === withheldName) return;
    const { referral, lines } = await this.sight.find(tx, actor, referralId);
    const line = lines.findLast(({ packageVersion }) => packageVersion !== null);
    if (!line || referral.sourceAgencyId === actor.agencyId) return;
    const consents = await this.sight.coverOf(tx, referral, line);
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: referral.sourceAgencyId,
      toAgencyId: line.agencyId,
      consentIds: [...(consents.get('identity') ?? [])],
      purpose: referral.purpose ?? 'intake',
      categories: ['identity'],
      method: 'opened',
      medium: 'pdf',
      referralId: referral.id,
      lineId: line.id,
      contentHash,
    });
  }
}

function rosterSheet({ session, bookings }: Drawn, today: string): PaperSheet {
  const { title, agency, startsAt, endsAt, place, slots } = session;
  return {
    title: `${title}　名簿`,
    number: eraMoment(startsAt),
    day: eraDay(today),
    to: [],
    from: [agency],
    lead: ['印刷した時点で、本人の同意などによりこの機関にお伝えできる氏名だけを記載しています。'],
    parts: [
      {
        kind: 'facts',
        title: 'この回',
        items: [
          { label: '日時', text: `${eraMoment(startsAt)}から${clockOf(startsAt, endsAt)}まで` },
          { label: '場所', text: place || '（記載なし）' },
          { label: '枠', text: `${bookings.filter(({ slot }) => slot !== null).length}／${slots}` },
        ],
      },
      rosterPart(bookings),
    ],
  };
}

function rosterPart(bookings: readonly BookingRecord[]): PaperPart {
  if (bookings.length === 0) return { kind: 'text', title: '名簿', lines: ['予約はまだありません。'] };
  return {
    kind: 'table',
    title: '名簿',
    columns: ['枠', '本人', '依頼番号', '依頼元', '出欠'],
    widths: [2, 5, 4, 6, 2],
    rows: bookings.map(({ slot, personName, number, sourceAgency }) => [
      slot === null ? '待ち' : `${slot}番`,
      personName ?? withheldName,
      number,
      sourceAgency,
      '',
    ]),
  };
}

/** The end of a session: the clock alone on the same day. */
function clockOf(startsAt: Date, endsAt: Date): string {
  const end = eraMoment(endsAt);
  return dayInJapan(startsAt) === dayInJapan(endsAt) ? (end.split(' ')[1] ?? end) : end;
}
