import { rebuildSearchDocs } from '#libs/directory';
import type { Announcements } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn } from '../payload.js';

/** Somebody says that an entry is wrong: its desk and the secretariat are told. */
export async function announceReport(announcements: Announcements, tx: SqlTx, event: Task): Promise<void> {
  const announcement = {
    eventId: event.id,
    type: 'entry.reported',
    objectType: 'report',
    objectId: idIn(event, 'reportId'),
    number: null,
  } as const;
  await announcements.announce(tx, { ...announcement, agencyId: idIn(event, 'agencyId') });
  await announcements.announceToSecretariat(tx, announcement);
}

/** A report has an answer: whoever made it is told. */
export async function announceAnswer(announcements: Announcements, tx: SqlTx, event: Task): Promise<void> {
  const reporter = { accountId: idIn(event, 'accountId'), agencyId: idIn(event, 'agencyId') };
  await announcements.announceTo(tx, [reporter], {
    eventId: event.id,
    type: 'entry.report_answered',
    objectType: 'report',
    objectId: idIn(event, 'reportId'),
    number: null,
  });
}

/** An entry was confirmed by somebody who is not signed in and may not write to the search: it is fresh there, too. */
export async function refreshSearch(tx: SqlTx, event: Task): Promise<void> {
  await rebuildSearchDocs(tx, [idIn(event, 'agencyId')]);
}
