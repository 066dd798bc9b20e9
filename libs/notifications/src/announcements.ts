import { newId, type Outbox, type SqlTx } from '#libs/platform';
import { isMailed, type NoticeObject, type NoticeType } from './notice.texts.js';

/** The type of the promise to mail one notice. */
export const mailDue = 'mail.due';

/** Something an agency has to be told. */
export interface Announcement {
  /** The promise that made it necessary: nobody is told twice because of the same one. */
  readonly eventId: string;
  readonly type: NoticeType;
  readonly agencyId: string;
  readonly objectType: NoticeObject;
  readonly objectId: string;
  readonly number: string | null;
  /** The line of a referral, and how far it had come; a notice that is overtaken by a newer one is not put there. */
  readonly line?: { readonly id: string; readonly version: number | null };
}

/** Somebody, and for which of their agencies. */
export interface NoticeRecipient {
  readonly accountId: string;
  readonly agencyId: string;
}

/** Puts notices on the desks of an agency. */
export class Announcements {
  constructor(private readonly outbox: Outbox) {}

  /**
   * A notice for everybody who works on cases there now, and the promise of a mail to each. All in the transaction that
   * keeps the event's own promise: it happens whole and once, or not at all.
   */
  async announce(tx: SqlTx, announcement: Announcement): Promise<void> {
    const { agencyId } = announcement;
    const desk = await tx.query<{ account_id: string }>('SELECT account_id FROM sec.desk_of($1)', [agencyId]);
    const recipients = desk.map(({ account_id: accountId }) => ({ accountId, agencyId }));
    await this.announceTo(tx, recipients, announcement);
  }

  /** The same for everybody who works for the secretariat. */
  async announceToSecretariat(tx: SqlTx, announcement: Omit<Announcement, 'agencyId'>): Promise<void> {
    const recipients = await tx.query<NoticeRecipient & Record<string, unknown>>(
      'SELECT account_id AS "accountId", agency_id AS "agencyId" FROM sec.secretariat_desk()',
    );
    await this.announceTo(tx, recipients, announcement);
  }

  /** The same for these people, each in the agency in whose name they are told. */
  async announceTo(
    tx: SqlTx,
    recipients: readonly NoticeRecipient[],
    { eventId, type, objectType, objectId, number, line }: Omit<Announcement, 'agencyId'>,
    mailed = isMailed(type),
  ): Promise<void> {
    for (const { accountId, agencyId } of recipients) {
      const [notice] = await tx.query<{ id: string }>(
        `INSERT INTO portal.notice (id, account_id, agency_id, event_id, type, object_type, object_id, number, line_id, line_version)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
         WHERE NOT EXISTS (SELECT FROM portal.notice n WHERE n.account_id = $2 AND n.line_id = $9 AND n.line_version > $10)
         ON CONFLICT (account_id, event_id) DO NOTHING RETURNING id`,
        [
          newId(),
          accountId,
          agencyId,
          eventId,
          type,
          objectType,
          objectId,
          number,
          line?.id ?? null,
          line?.version ?? null,
        ],
      );
      if (notice && mailed) await this.outbox.add(tx, mailDue, { noticeId: notice.id });
    }
  }
}
