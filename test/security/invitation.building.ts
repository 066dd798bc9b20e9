import { randomBytes } from 'node:crypto';
import { newId } from '#libs/platform';
import type { TestApi } from '../support/api.js';

/** The invitation of the seat, that of somebody else, and a mail that waits for a person. */
export interface InvitationIds {
  readonly invitation: string;
  readonly otherInvitation: string;
  readonly inboundMail: string;
}

/** A meeting, and who comes to it. */
interface Invited {
  readonly meeting: string;
  readonly council: string;
  readonly seat: string;
  /** The agency of the seat. */
  readonly guest: string;
  readonly by: string;
}

/** The seat is on the list and not told yet; somebody else was told, has answered once, and a mail came in from them. */
export async function buildInvitations(
  api: TestApi,
  { meeting, council, seat, guest, by }: Invited,
): Promise<InvitationIds> {
  const [ofSeat, ofGuest, dispatch, inboundMail] = [newId(), newId(), newId(), newId()];
  const address = `${ofGuest}@example.jp`;
  await api.db.admin(
    `INSERT INTO portal.invitation (id, meeting_id, council_id, seat_id, agency_id, name, email, role, invited_at, created_by)
     VALUES ($1, $3, $4, $5, $6, '委員 一郎', 'seat@example.jp', 'required', NULL, $7),
            ($2, $3, $4, NULL, NULL, '来賓 花子', $8, 'observer', now(), $7)`,
    [ofSeat, ofGuest, meeting, council, seat, guest, by, address],
  );
  await api.db.admin(
    'INSERT INTO portal.meeting_mailbox (meeting_id, council_id, address, tag) VALUES ($1, $2, $3, $4)',
    [meeting, council, address, randomBytes(12).toString('hex')],
  );
  await api.db.admin(
    `INSERT INTO portal.invitation_dispatch (id, meeting_id, council_id, address, kind, uid, sequence, told, state, return_tag, sent_at)
     SELECT $1, m.id, m.council_id, $3, 'request', m.ical_uid, 0, '{"title": "定例会"}', 'sent', $4, now()
     FROM portal.meeting m WHERE m.id = $2`,
    [dispatch, meeting, address, `b-${randomBytes(12).toString('hex')}`],
  );
  await api.db.admin(
    'INSERT INTO portal.dispatch_line (dispatch_id, invitation_id, meeting_id, council_id) VALUES ($1, $2, $3, $4)',
    [dispatch, ofGuest, meeting, council],
  );
  await api.db.admin(
    `INSERT INTO portal.invitation_answer (id, invitation_id, meeting_id, council_id, answer, how, outcome)
     VALUES ($1, $2, $3, $4, 'accepted', 'link', 'applied')`,
    [newId(), ofGuest, meeting, council],
  );
  await api.db.admin(
    'INSERT INTO portal.meeting_mailing (meeting_id, council_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [meeting, council],
  );
  await api.db.admin(
    `INSERT INTO portal.bounced_address (address, kind) VALUES ($1, 'soft') ON CONFLICT DO NOTHING`,
    [address],
  );
  await api.db.admin(
    `INSERT INTO portal.inbound_mail (id, sha256, via, state, why, meeting_id, council_id, invitation_id, sender, subject, answer,
       sequence, stamp)
     VALUES ($1, $2, 'relay', 'waiting', 'unknown_sender', $3, $4, $5, 'someone@example.jp', 'Re: 案内', 'accepted', 0, now())`,
    [inboundMail, randomBytes(32), meeting, council, ofGuest],
  );
  return { invitation: ofSeat, otherInvitation: ofGuest, inboundMail };
}
