import { belongsTo, type LiveSession, type OwnAgencyRow, type Role, roleNames, roles } from '#libs/identity';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsText, ShowsView } from '../http/view.js';

/** One of one's agencies. */
export class OwnAgencyView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText({ codes: roles }) role!: Role;
  @ShowsText() roleName!: string;
}

/** Which parts of the portal are open to the reader in the present agency. */
export class SessionCanView {
  @ShowsFlag() handleCases!: boolean;
  @ShowsFlag() inviteMembers!: boolean;
  /** Merging, retention, requests of people: what managers of an agency look after. */
  @ShowsFlag() keepRecords!: boolean;
  /** Whoever keeps the directory for the whole network. */
  @ShowsFlag() keepDirectory!: boolean;
}

/** Who is signed in, for which agency, and until when. */
export class SessionView {
  @ShowsId() accountId!: string;
  @ShowsText() name!: string;
  @ShowsView(() => OwnAgencyView, { nullable: true }) agency!: OwnAgencyView | null;
  @ShowsView(() => OwnAgencyView, { list: true }) agencies!: OwnAgencyView[];
  @ShowsMoment() idleUntil!: string;
  @ShowsMoment() expiresAt!: string;
  @ShowsFlag() demo!: boolean;
  @ShowsView(() => SessionCanView) can!: SessionCanView;
}

/** Builds the view; `names` are the agencies' names by id. */
export function presentSession(
  session: LiveSession,
  agencies: readonly OwnAgencyRow[],
  names: ReadonlyMap<string, string>,
  demo: boolean,
): SessionView {
  const views = agencies.map(({ agency_id, role }) => ({
    id: agency_id,
    name: names.get(agency_id) ?? '',
    role,
    roleName: roleNames[role],
  }));
  return {
    accountId: session.actor.accountId,
    name: session.actor.accountName,
    agency: views.find(({ id }) => id === session.actor.agencyId) ?? null,
    agencies: views,
    idleUntil: session.idleUntil.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    demo,
    can: {
      handleCases: belongsTo('caseworker', session.actor.role),
      inviteMembers: belongsTo('manager', session.actor.role),
      keepRecords: belongsTo('manager', session.actor.role),
      keepDirectory: belongsTo('secretariat', session.actor.role),
    },
  };
}
