import { newId } from '#libs/platform';
import type { TestApi } from '../support/api.js';
import type { Party } from './cases.js';
import type { CouncilIds, MeetingAt } from './council.building.js';

/** What stands on the agenda of a meeting. */
interface OfMeeting {
  readonly agendaItem: string;
  readonly otherAgendaItem: string;
  readonly agendaTemplate: string;
  readonly pack: string;
}

/** What stands on the agendas of a party, in the meeting that it has still ahead of it where there is one. */
interface OfParty extends OfMeeting {
  readonly agendaProposal: string;
  readonly meetingPaper: string;
}

/** The agendas of all meetings, and of each party those of one. */
export interface AgendaIds {
  readonly ofMeeting: Readonly<Record<string, OfMeeting>>;
  readonly ofParty: Readonly<Record<Party, OfParty>>;
}

/** Who proposes something for whose agenda: the one with a seat there. */
const seated: Readonly<Record<Party, Party>> = {
  sender: 'recipient',
  recipient: 'stranger',
  stranger: 'sender',
};

/** Two items on every agenda; for each party a template, a proposal of the agency with a seat, a paper and a pack. */
export async function buildAgendas(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
  { councils, meetings }: { councils: Readonly<Record<Party, CouncilIds>>; meetings: readonly MeetingAt[] },
): Promise<AgendaIds> {
  const ofMeeting: Record<string, OfMeeting> = {};
  const ofParty = {} as Record<Party, OfParty>;
  for (const party of Object.keys(seated) as Party[]) {
    const { council } = councils[party];
    const by = await memberOf(api, agencies[party]);
    const agendaTemplate = newId();
    await api.db.admin(
      `INSERT INTO portal.agenda_template (id, council_id, name, items, created_by)
       VALUES ($1, $2, 'いつもの', '[{"title": "近況", "type": "info", "minutes": null, "presenter": "", "text": "",
         "visibility": "members", "level": 1}]', $3)`,
      [agendaTemplate, council, by],
    );
    const own = meetings.filter((meeting) => meeting.party === party);
    for (const { id } of own) {
      const [agendaItem, otherAgendaItem, pack] = [newId(), newId(), newId()];
      for (const [at, item] of [otherAgendaItem, agendaItem].entries())
        await api.db.admin(
          `INSERT INTO portal.agenda_item (id, meeting_id, council_id, position, number, title, type, created_by)
           VALUES ($1, $2, $3, $4, $5, '議題', 'report', $6)`,
          [item, id, council, at + 11, String(at + 11), by],
        );
      await api.db.admin(
        `INSERT INTO portal.pack (id, meeting_id, council_id, audience, no, state, progress, pages, content, created_by)
         VALUES ($1, $2, $3, 'members', 1, 'done', 100, 1, '%PDF-1.4 pack', $4)`,
        [pack, id, council, by],
      );
      await api.db.admin(
        `INSERT INTO portal.pack_place (meeting_id, council_id, is_closed, first_page, pages) VALUES ($1, $2, false, 1, 1)`,
        [id, council],
      );
      ofMeeting[id] = { agendaItem, otherAgendaItem, agendaTemplate, pack };
    }
    const ahead = own.find(({ state }) => state === 'announced') ?? own[0]!;
    const [agendaProposal, meetingPaper] = [newId(), newId()];
    const guest = agencies[seated[party]];
    await api.db.admin(
      `INSERT INTO portal.agenda_proposal (id, meeting_id, council_id, agency_id, title, type, created_by)
       VALUES ($1, $2, $3, $4, '提案', 'info', $5)`,
      [agendaProposal, ahead.id, council, guest, await memberOf(api, guest)],
    );
    await layPaper(api, {
      meetingPaper,
      itemId: ofMeeting[ahead.id]!.agendaItem,
      meetingId: ahead.id,
      council,
      by,
      agencyId: agencies[party],
    });
    await circulate(api, { meetingId: ahead.id, council, by, agencyId: guest });
    ofParty[party] = { ...ofMeeting[ahead.id]!, agendaProposal, meetingPaper };
  }
  return { ofMeeting, ofParty };
}

async function layPaper(
  api: TestApi,
  it: {
    meetingPaper: string;
    itemId: string;
    meetingId: string;
    council: string;
    by: string;
    agencyId: string;
  },
): Promise<void> {
  const version = newId();
  await api.db.admin(
    `INSERT INTO portal.paper (id, item_id, meeting_id, council_id, title, created_by) VALUES ($1, $2, $3, $4, '資料', $5)`,
    [it.meetingPaper, it.itemId, it.meetingId, it.council, it.by],
  );
  await api.db.admin(
    `INSERT INTO portal.upload_scan (upload_id, agency_id, state) VALUES ($1, $2, 'unchecked')`,
    [version, it.agencyId],
  );
  await api.db.admin(
    `INSERT INTO portal.paper_version (id, paper_id, meeting_id, council_id, no, content_type, octets, sha256, created_by)
     VALUES ($1, $2, $3, $4, 1, 'application/pdf', 9, sha256('%PDF-1.4'), $5)`,
    [version, it.meetingPaper, it.meetingId, it.council, it.by],
  );
  await api.db.admin(
    `INSERT INTO portal.paper_content (version_id, council_id, body) VALUES ($1, $2, '%PDF-1.4')`,
    [version, it.council],
  );
}

async function circulate(
  api: TestApi,
  it: { meetingId: string; council: string; by: string; agencyId: string },
): Promise<void> {
  const id = newId();
  await api.db.admin(
    `INSERT INTO portal.circulation (id, meeting_id, council_id, no, agenda, sha256, created_by, created_by_name)
     VALUES ($1, $2, $3, 1, '[]', sha256('[]'), $4, '試験')`,
    [id, it.meetingId, it.council, it.by],
  );
  await api.db.admin(
    `INSERT INTO portal.circulation_recipient (circulation_id, council_id, agency_id, agency_name) VALUES ($1, $2, $3, '試験')`,
    [id, it.council, it.agencyId],
  );
}

async function memberOf(api: TestApi, agencyId: string): Promise<string> {
  const [{ by } = { by: '' }] = await api.db.admin<{ by: string }>(
    'SELECT account_id AS by FROM portal.membership WHERE agency_id = $1 LIMIT 1',
    [agencyId],
  );
  return by;
}
