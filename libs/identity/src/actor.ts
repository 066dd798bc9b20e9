import type { SessionHolder } from '#libs/platform';

/** What a person may do in one agency. 職員, 受入決定者, 管理者, 事務局. */
export const roles = ['staff', 'acceptor', 'manager', 'secretariat'] as const;
export type Role = (typeof roles)[number];

/** The Japanese names of the roles. */
export const roleNames: Readonly<Record<Role, string>> = {
  staff: '職員',
  acceptor: '受入決定者',
  manager: '管理者',
  secretariat: '事務局',
};

/** Whoever sends a request: an account, acting for one of its agencies. First parameter of every protected method. */
export interface Actor extends SessionHolder {
  readonly sessionId: string;
  readonly accountId: string;
  readonly accountName: string;
  /** Null while the account belongs to no agency, or its membership has ended. */
  readonly agencyId: string | null;
  readonly role: Role | null;
  readonly requestId: string;
  readonly ip: string;
}

/** An actor that acts for an agency. */
export interface Member extends Actor {
  readonly agencyId: string;
  readonly role: Role;
}
