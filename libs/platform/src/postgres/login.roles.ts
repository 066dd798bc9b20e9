/** The roles a process signs in to PostgreSQL with; none of them owns anything or may bypass row-level security. */
export const loginRoles = ['portal_app', 'portal_auth', 'portal_worker', 'portal_operator'] as const;
export type LoginRole = (typeof loginRoles)[number];
