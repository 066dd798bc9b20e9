import type { Announcements } from '#libs/notifications';
import { type SqlTx, type Task, uploadStopped } from '#libs/platform';
import { idIn } from '../payload.js';

type Stopped = (typeof uploadStopped)[keyof typeof uploadStopped];

/** Whether an event says that a file will not be read. */
export function isUploadStopped(type: string): type is Stopped {
  return Object.values<string>(uploadStopped).includes(type);
}

/** A file was found infected, or could not be looked at: tells whoever sent it, and the desk when they have left. */
export async function announceStoppedUpload(
  announcements: Announcements,
  tx: SqlTx,
  event: Task & { readonly type: Stopped },
): Promise<void> {
  const [upload] = await tx.query<{
    accountId: string | null;
    agencyId: string;
    personId: string;
    isEvidence: boolean;
  }>(
    `SELECT account_id AS "accountId", agency_id AS "agencyId", person_id AS "personId", is_evidence AS "isEvidence"
     FROM sec.uploader_of($1)`,
    [idIn(event, 'uploadId')],
  );
  // Taken away in the meantime: nobody waits for it.
  if (!upload) return;
  const { accountId, agencyId, personId, isEvidence } = upload;
  const announcement = {
    eventId: event.id,
    type: event.type,
    agencyId,
    objectType: isEvidence ? ('person_consents' as const) : ('person_files' as const),
    objectId: personId,
    number: null,
  };
  if (accountId === null) return announcements.announce(tx, announcement);
  return announcements.announceTo(tx, [{ accountId, agencyId }], announcement);
}
