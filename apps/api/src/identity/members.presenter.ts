import { type MemberRow, type Role, roleNames, roles } from '#libs/identity';
import { ShowsId, ShowsMoment, ShowsText } from '../http/view.js';

/** A colleague. */
export class MemberView {
  @ShowsId() accountId!: string;
  @ShowsText() name!: string;
  @ShowsText({ codes: roles }) role!: Role;
  @ShowsText() roleName!: string;
  @ShowsMoment() since!: string;
}

export function presentMember(row: MemberRow): MemberView {
  return {
    accountId: row.account_id,
    name: row.name,
    role: row.role,
    roleName: roleNames[row.role],
    since: row.started_at.toISOString(),
  };
}
