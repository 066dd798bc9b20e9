import { type Deliveries, noticeMail, type NoticeObject, type NoticeType } from '#libs/notifications';
import { calendarFile } from '#libs/referrals';
import { markDone, type Task, type WorkerDatabase } from '#libs/platform';
import { idIn } from '../payload.js';

interface DueNotice {
  account_id: string;
  agency_id: string;
  event_id: string;
  type: NoticeType;
  object_type: NoticeObject;
  object_id: string;
  number: string | null;
  line_id: string | null;
  /** Of which agency an entry is said to be wrong; its name is public. */
  reported_name: string | null;
}

/** Mails a notice to the person on whose desk it lies, if they still belong there. */
export class MailDueHandler {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly deliveries: Deliveries,
    private readonly publicUrl: string,
  ) {}

  async handle(task: Task): Promise<void> {
    const [notice] = await this.db.query<DueNotice>(
      `SELECT account_id, agency_id, event_id, type, object_type, object_id, number, line_id,
         (SELECT a.name FROM portal.entry_report r JOIN portal.agency a ON a.id = r.agency_id
          WHERE object_type = 'report' AND r.id = object_id) AS reported_name
       FROM portal.notice WHERE id = $1`,
      [idIn(task, 'noticeId')],
    );
    if (!notice) return markDone(this.db, task.id);
    const due = { taskId: task.id, eventId: notice.event_id, recipientId: notice.account_id };
    await this.deliveries.deliver(due, async () => {
      if (!(await this.isStillTrue(notice))) return undefined;
      // Asked at the moment of sending: an account may have been closed, or have left the agency, since the promise.
      const [member] = await this.db.query<{ email: string | null }>(addressSql[notice.object_type], [
        notice.agency_id,
        notice.account_id,
      ]);
      return member?.email
        ? { to: member.email, ...mailFor(this.publicUrl, notice), ...(await this.calendarOf(notice)) }
        : undefined;
    });
  }

  /** A time that was agreed on, for the reader's calendar: the number stands there, neither place nor name. */
  private async calendarOf({ type, line_id: lineId, number, object_id: referralId }: DueNotice) {
    if (type !== 'referral.appointment_agreed' || !lineId) return {};
    const [time] = await this.db.query<{
      id: string;
      starts_at: Date;
      ends_at: Date;
      sequence: number;
      changed_at: Date;
    }>('SELECT id, starts_at, ends_at, sequence, changed_at FROM sec.appointment_time($1)', [lineId]);
    if (!time) return {};
    const content = calendarFile({
      uid: `${time.id}@${new URL(this.publicUrl).hostname}`,
      startsAt: time.starts_at,
      endsAt: time.ends_at,
      summary: `面談（連携依頼 ${number ?? ''}）`,
      url: `${this.publicUrl}/referrals/${referralId}`,
      sequence: time.sequence,
      changedAt: time.changed_at,
    });
    return {
      file: { name: 'appointment.ics', type: 'text/calendar; charset=utf-8', content },
    };
  }

  /** What says that something arrived is not mailed when the person has stopped it in the meantime. */
  private async isStillTrue({
    type,
    object_id: referralId,
    agency_id: agencyId,
  }: DueNotice): Promise<boolean> {
    if (!arrivals.includes(type)) return true;
    const [row] = await this.db.query<{ arrived: boolean }>(
      'SELECT sec.referral_arrived($1, $2) AS arrived',
      [referralId, agencyId],
    );
    return row?.arrived ?? false;
  }
}

const arrivals: readonly NoticeType[] = ['referral.sent', 'referral.resumed', 'referral.reopened'];

/** Cases are the business of the desk; an entry is that of whoever belongs to the agency, the secretariat included. */
const ofDesk = 'SELECT email FROM sec.desk_of($1) WHERE account_id = $2';
const ofMember = 'SELECT sec.member_address($1, $2) AS email';
const addressSql: Readonly<Record<NoticeObject, string>> = {
  referral: ofDesk,
  consent: ofDesk,
  follow_up: ofDesk,
  intake_request: ofDesk,
  referral_chain: ofMember,
  decline_review: ofMember,
  consent_duty: ofDesk,
  reading_reason: ofDesk,
  person_matter: ofDesk,
  person_files: ofDesk,
  person_consents: ofDesk,
  support_term: ofDesk,
  check_up: ofDesk,
  escalation: ofMember,
  report: ofMember,
  agency: ofMember,
  saved_search: ofMember,
  entry_change: ofMember,
  leaflet: ofMember,
  leaflet_consent: ofMember,
  import_job: ofMember,
  webhook: ofDesk,
  vacancy_inquiry: ofDesk,
  stall: ofMember,
  action_item: ofDesk,
  action_items: ofDesk,
  meeting: ofDesk,
  minutes: ofDesk,
  council: ofDesk,
};

function mailFor(publicUrl: string, { type, number, object_type, object_id, reported_name }: DueNotice) {
  return noticeMail(publicUrl, {
    type,
    number,
    objectType: object_type,
    objectId: object_id,
    ...(reported_name ? { agencyName: reported_name } : {}),
  });
}
