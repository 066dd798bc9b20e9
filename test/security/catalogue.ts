import type { TestDatabase } from '../support/database.js';

// Questions to the catalogue of a migrated database. Each answers with what breaks the rule, so that [] is well.

/** The roles with which processes sign in. */
export const loginRoles = ['portal_app', 'portal_auth', 'portal_worker', 'portal_operator'] as const;

/** The schemas that hold what the portal knows. */
const schemas = ['portal', 'auth', 'audit', 'sec'];

/** Tables without a wall, each with the reason. */
export const open: Readonly<Record<string, string>> = {
  'portal.area': 'a taxonomy, the same for everybody',
  'portal.search_doc':
    'holds what may be published only; LIKE and @> could not use their index behind a policy',
  'portal.public_doc':
    'the published part of entries, for whoever is not signed in; indexed like portal.search_doc',
  'portal.open_item': 'what portal.public_doc lists in the open data',
  'sec.key_file': 'no role is granted anything on it',
};

/** Tables in which rows are added and never changed or removed. */
export const evidence = [
  'audit.entry',
  'audit.head',
  'portal.consent_evidence',
  'portal.consent_grant',
  'portal.consent_notice',
  'portal.data_key',
  'portal.disclosure',
  'portal.ledger_order',
  'portal.own_sheet_version',
  'portal.package_attachment',
  'portal.package_section',
  'portal.message_body',
  'portal.outside_answer',
  'portal.referral_event',
  'portal.referral_message',
  'portal.referral_package',
  'portal.referral_report',
  'portal.withdrawn_grant',
];

/** Tables about people who are supported: the API's business alone, in the name of a live session. */
export const aboutPeople = [
  // The text of an asking is about nobody.
  ...evidence.filter((table) => table.startsWith('portal.') && table !== 'portal.consent_notice'),
  'portal.consent',
  'portal.consent_asking',
  'portal.consent_counter',
  'portal.consent_reminder',
  'portal.attachment',
  'portal.attachment_chunk',
  'portal.own_sheet_draft',
  'portal.referral_attachment',
  'portal.self_check',
  'portal.person',
  'portal.person_counter',
  'portal.legal_hold',
  'portal.merged_key',
  'portal.person_ending',
  'portal.person_former_name',
  'portal.person_merge',
  'portal.person_merge_row',
  'portal.person_merge_sheet',
  'portal.person_pair',
  'portal.person_request',
  'portal.person_section',
  'portal.person_tombstone',
  'portal.person_trace',
  'portal.reading_reason',
  'portal.record_setting',
  'portal.referral',
  'portal.referral_line',
  'portal.referral_particulars',
  'portal.approval_setting',
  'portal.transition_case',
  'portal.transition_referral',
  'portal.decline_review',
  'portal.sending_approval',
  'portal.appointment',
  'portal.appointment_words',
  'portal.conversation_mark',
  'portal.intake_body',
  'portal.intake_request',
  'portal.message_draft',
  'portal.message_reminder',
  'portal.outside_sending',
  'portal.phone_acceptance',
  'portal.live_grant',
  'portal.live_cover',
  'portal.live_ground',
  'portal.emergency_opening',
  'portal.erasure_duty',
  'portal.legal_ground',
  'portal.misdirection',
  'portal.withdrawal',
  'portal.paper_order',
  'portal.check_up',
  'portal.check_up_setting',
  'portal.cohort',
  'portal.cohort_member',
  'portal.handover',
  'portal.intake_booking',
  'portal.support_term',
  'portal.term_proposal',
];

/** Functions that run with the rights of their owner, and the roles that may call them. */
export const lookUps: Readonly<Record<string, readonly string[]>> = {
  'audit.add': [],
  'audit.append': ['portal_app', 'portal_auth'],
  'audit.append_system': ['portal_auth', 'portal_operator', 'portal_worker'],
  'audit.verify': ['portal_operator'],
  'audit.note_evidence': [],
  'audit.seal_grants': [],
  'audit.seal_row': [],
  'audit.verify_evidence': ['portal_operator'],
  'portal.agency_facts': [],
  'portal.apply_withdrawal': ['portal_app'],
  'portal.chase_follow_ups': ['portal_worker'],
  'portal.forget_papers': ['portal_worker'],
  'portal.move_check_ups': ['portal_worker'],
  'portal.complete_disclosure': [],
  'portal.withdraw_as_recipient': ['portal_app'],
  'portal.invitation_by_token': ['portal_app'],
  'portal.answer_invitation': ['portal_app'],
  'portal.take_in_mail': ['portal_app', 'portal_worker'],
  'portal.feed_by_token': ['portal_app'],
  'portal.feed_meetings': ['portal_app'],
  'sec.note_meeting_change': ['portal_app', 'portal_operator', 'portal_worker'],
  'sec.may_check_in': ['portal_app'],
  'portal.check_in': ['portal_app'],
  'portal.begin_agenda': [],
  'sec.began_upload': ['portal_app'],
  'portal.poll_by_link': ['portal_app'],
  'portal.vote_as_member': ['portal_app'],
  'portal.vote_by_link': ['portal_app'],
  'sec.invited_polls': ['portal_app'],
  'sec.own_invitees': ['portal_app'],
  'sec.put_votes': [],
  'sec.shown_polls': ['portal_app'],
  'sec.kept_councils': ['portal_app'],
  'sec.seated_councils': ['portal_app'],
  'sec.invited_meetings': ['portal_app'],
  'sec.confirmed_meetings': ['portal_app'],
  'sec.chaired_councils': ['portal_app'],
  'sec.attendance_is_open': ['portal_app', 'portal_worker'],
  'sec.is_closed_item': ['portal_app'],
  'sec.seats_of': ['portal_app'],
  'sec.has_other_manager': ['portal_app'],
  'sec.emergency_limit': ['portal_app'],
  'sec.line_version': ['portal_worker'],
  'sec.lines_stopped_too_long': ['portal_worker'],
  'sec.referral_arrived': ['portal_worker'],
  'portal.answer_leaflet_proof': ['portal_app'],
  'portal.bring_back_pages': [],
  'portal.leaflet_proof_by_token': ['portal_app'],
  'portal.list_open_items': [],
  'portal.public_file': ['portal_app'],
  'portal.public_files': ['portal_app'],
  'portal.public_announcements': ['portal_app'],
  'portal.count_synonym_change': [],
  'portal.public_vacancies': ['portal_app'],
  'portal.answer_confirmation': ['portal_app'],
  'portal.erase_person': ['portal_app'],
  'portal.join_people': ['portal_app'],
  'portal.drop_upload_content': ['portal_app', 'portal_worker'],
  'portal.merge_ties': ['portal_app'],
  'portal.part_people': ['portal_app'],
  'portal.open_confirmation': ['portal_app'],
  'portal.point_import_rows': ['portal_app'],
  'portal.point_import_rows_back': ['portal_app'],
  'portal.report_entry': ['portal_app'],
  'portal.put_search_docs': ['portal_app', 'portal_operator', 'portal_worker'],
  'portal.answer_sealed_link': ['portal_app'],
  'portal.confirm_intake': ['portal_app'],
  'portal.enter_sealed_link': ['portal_app'],
  'portal.drop_intake_body': [],
  'portal.file_intake': ['portal_app'],
  'portal.forget_intakes': ['portal_worker'],
  'portal.intake_areas': ['portal_app'],
  'portal.lapse_phone_acceptances': ['portal_worker'],
  'portal.open_sealed_link': ['portal_app'],
  'portal.referral_chain': ['portal_app', 'portal_worker'],
  'portal.remind_of_appointments': ['portal_worker'],
  'portal.remind_of_messages': ['portal_worker'],
  'portal.sealed_link_key': ['portal_app'],
  'portal.settle_phone_acceptance': [],
  'sec.appointment_time': ['portal_worker'],
  'sec.intake_address': ['portal_worker'],
  'sec.reports_to_confirm': ['portal_worker'],
  'portal.ask_next': ['portal_worker'],
  'portal.book_slot': ['portal_app'],
  'portal.fill_slots': ['portal_app', 'portal_worker'],
  'portal.free_ended_slots': ['portal_worker'],
  'portal.leave_slot': ['portal_app'],
  'portal.plan_check_ups': [],
  'portal.propose_terms': ['portal_worker'],
  'portal.remind_check_ups': ['portal_worker'],
  'sec.approvers_of': ['portal_app', 'portal_worker'],
  'sec.declines_to_review': ['portal_app'],
  'portal.decide_decline': ['portal_app'],
  'portal.declined_in': ['portal_worker'],
  'portal.lapse_decline': ['portal_worker'],
  'sec.declines_due': ['portal_worker'],
  'sec.handed_over_before': ['portal_app'],
  'sec.session_places': ['portal_app'],
  'portal.hold_referral': ['portal_worker'],
  'portal.settle_by_rule': ['portal_worker'],
  'portal.move_line_by_rule': ['portal_worker'],
  // Asked by portal.referral_figures alone.
  'portal.count_referrals': [],
  'portal.referral_figures': ['portal_app'],
  'portal.release_siblings': ['portal_app'],
  'portal.retire_page': [],
  'portal.retired_page_of': ['portal_app'],
  'portal.vacancy_to_search': [],
  'portal.withdraw_by_leaflet_proof': ['portal_app'],
  'sec.cell_refused_here': ['portal_app'],
  'sec.remind_of_consents': ['portal_worker'],
  'sec.note_ended_consents': ['portal_worker'],
  'sec.uploader_of': ['portal_worker'],
  'sec.desk_of': ['portal_worker'],
  'sec.has_desk': ['portal_app', 'portal_worker'],
  'sec.invitation_address': ['portal_worker'],
  'sec.open_lines_with': ['portal_worker'],
  'sec.person_matters_due': ['portal_worker'],
  'sec.proof_addresses': ['portal_worker'],
  'sec.reachable_agencies': ['portal_app'],
  'sec.secretariat_desk': ['portal_worker'],
  'sec.line_standing': ['portal_worker'],
  'sec.lines_due': ['portal_worker'],
  'sec.lines_of': ['portal_app', 'portal_worker'],
  'sec.outside_of': ['portal_app', 'portal_worker'],
  'sec.lines_to_reconfirm': ['portal_worker'],
  'sec.member_address': ['portal_worker'],
  'sec.open_line_ids_with': ['portal_worker'],
  'sec.stalled_lines': ['portal_app'],
  'sec.whoami': ['portal_app', 'portal_auth', 'portal_operator', 'portal_worker'],
};

/** What the API may remove: its drafts, traces that have changed, rows of its own entry in the directory, terms of the network's own. */
export const removable = [
  'portal.absence',
  'portal.agency_area',
  'portal.agency_file',
  'portal.agency_type',
  'portal.agenda_item',
  'portal.agenda_template',
  // The list of a meeting is written as a whole as long as it is open.
  'portal.attendance',
  'portal.consent_set',
  'portal.contact_window',
  'portal.duplicate_pair',
  'portal.entry_draft',
  'portal.message_draft',
  'portal.own_sheet_draft',
  'portal.paper',
  'portal.person_former_name',
  'portal.person_trace',
  'portal.referral',
  'portal.referral_attachment',
  'portal.referral_line',
  'portal.saved_search',
  'portal.service',
  'portal.service_kind',
  'portal.synonym_group',
  'portal.trainee_offer',
  'portal.transition_referral',
  'portal.webhook',
  'portal.year_plan_slot',
];

type Ground = Pick<TestDatabase, 'admin'>;

/** Reads the catalogue of one database. */
export class Catalogue {
  constructor(private readonly db: Ground) {}

  /** Tables that are not walled: row-level security enabled, forced on the owner too, and with a policy. */
  async unwalled(): Promise<string[]> {
    return this.names(
      `SELECT t.name FROM ${tables} WHERE t.relkind IN ('r', 'p') AND t.nspname = ANY($1) AND t.name <> ALL($2)
         AND NOT (t.relrowsecurity AND t.relforcerowsecurity
                  AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid)) ORDER BY 1`,
      [schemas, Object.keys(open)],
    );
  }

  /** Tables listed as open that are not there, or are walled by now. */
  async needlesslyOpen(): Promise<string[]> {
    const walled = await this.names(
      `SELECT t.name FROM ${tables} WHERE t.relrowsecurity AND t.relforcerowsecurity`,
    );
    const known = await this.names(`SELECT t.name FROM ${tables}`);
    return Object.keys(open).filter((table) => walled.includes(table) || !known.includes(table));
  }

  /** Tables that name a person and are not listed among those about people. */
  async unlistedAboutPeople(): Promise<string[]> {
    return this.names(
      `SELECT t.name FROM ${tables} WHERE t.nspname = ANY($1) AND t.relkind IN ('r', 'p', 'v') AND t.name <> ALL($2)
         AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'person_id' AND NOT a.attisdropped)
       ORDER BY 1`,
      [schemas, aboutPeople],
    );
  }

  /** Tables that name a person and whose rows could not follow when two records become one. */
  async immovable(): Promise<string[]> {
    return this.names(
      `SELECT 'portal.' || p.name AS name FROM sec.tables_of_people() p
       WHERE NOT (has_table_privilege('policy_fn', 'portal.' || p.name, 'SELECT')
         AND has_column_privilege('policy_fn', 'portal.' || p.name, 'person_id', 'UPDATE')) ORDER BY 1`,
    );
  }

  /** Roles of ours that are given something on tables that nobody has made yet. */
  async givenInAdvance(): Promise<string[]> {
    return this.names(
      `SELECT pg_get_userbyid(a.grantee)::text AS name FROM pg_default_acl d, aclexplode(d.defaclacl) a
       WHERE d.defaclobjtype = 'r' AND a.grantee <> d.defaclrole AND a.grantee <> 0`,
    );
  }

  /** Policies that name no role and so would let in whoever is granted the table later. */
  async policiesForEverybody(): Promise<string[]> {
    return this.names(
      `SELECT t.name || ': ' || p.polname AS name FROM pg_policy p JOIN ${tables} ON t.oid = p.polrelid
       WHERE 0 = ANY(p.polroles) ORDER BY 1`,
    );
  }

  /** Views that would show what their owner may see. */
  async viewsWithOwnersEyes(): Promise<string[]> {
    return this.names(
      `SELECT t.name FROM ${tables} WHERE t.nspname = ANY($1)
         AND (t.relkind = 'm' OR (t.relkind = 'v' AND NOT coalesce(t.reloptions @> '{security_invoker=true}', false)))
       ORDER BY 1`,
      [schemas],
    );
  }

  /** Login roles that no wall would hold. */
  async rolesAboveTheWalls(): Promise<string[]> {
    return this.names(
      `SELECT r.rolname AS name FROM pg_roles r WHERE r.rolname = ANY($1) AND (
         r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
         OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)
         OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid)
         OR EXISTS (SELECT FROM pg_proc f WHERE f.proowner = r.oid)
         OR EXISTS (SELECT FROM pg_namespace n WHERE n.nspowner = r.oid))
       UNION ALL SELECT r.rolname FROM pg_roles r WHERE r.rolname = 'policy_fn' AND (r.rolcanlogin OR r.rolsuper)`,
      [loginRoles],
    );
  }

  /** Login roles that may make something in a schema or in the database. */
  async makers(): Promise<string[]> {
    return this.names(
      `SELECT r.role || ' in ' || n.nspname AS name FROM unnest($1::text[]) AS r (role), pg_namespace n
       WHERE n.nspname !~ '^pg_' AND has_schema_privilege(r.role, n.oid, 'CREATE')
       UNION ALL SELECT r.role || ' in the database' FROM unnest($1::text[]) AS r (role)
       WHERE has_database_privilege(r.role, current_database(), 'CREATE')`,
      [loginRoles],
    );
  }

  /** What the role may do with these tables, of the given privileges; UPDATE of a single column counts. */
  async holds(role: string, wanted: readonly string[], names?: readonly string[]): Promise<string[]> {
    return this.names(
      `SELECT p.wanted || ' ' || t.name AS name FROM ${tables}, unnest($2::text[]) AS p (wanted)
       WHERE t.nspname = ANY($4) AND t.relkind IN ('r', 'p', 'v', 'm') AND ($3::text[] IS NULL OR t.name = ANY($3))
         AND (has_table_privilege($1, t.oid, p.wanted)
              OR (p.wanted IN ('SELECT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege($1, t.oid, p.wanted)))
       ORDER BY 1`,
      [role, wanted, names ?? null, schemas],
    );
  }

  /** Functions with the rights of their owner: what is wrong with each. */
  async unsafeLookUps(): Promise<string[]> {
    const rows = await this.db.admin<{
      name: string;
      path: string[] | null;
      owner: string;
      callers: string[];
    }>(
      `SELECT n.nspname || '.' || f.proname AS name, f.proconfig AS path, pg_get_userbyid(f.proowner) AS owner,
         ARRAY(SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END
               FROM aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a
               WHERE a.grantee <> f.proowner AND a.privilege_type = 'EXECUTE' ORDER BY 1) AS callers
       FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
       WHERE f.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const found = rows.flatMap(({ name, path, owner, callers }) => [
      ...(path?.includes('search_path=""') ? [] : [`${name} has no empty search_path`]),
      ...(owner === 'policy_fn' ? [] : [`${name} runs as ${owner}`]),
      ...(callers.join() === lookUps[name]?.join() ? [] : [`${name} may be called by ${callers.join(', ')}`]),
    ]);
    const gone = Object.keys(lookUps).filter((name) => !rows.some((row) => row.name === name));
    return [...found, ...gone.map((name) => `${name} is not there`)];
  }

  /** Functions of ours that everybody may call. */
  async publicFunctions(): Promise<string[]> {
    return this.names(
      `SELECT DISTINCT n.nspname || '.' || f.proname AS name FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace,
         aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a
       WHERE n.nspname = ANY($1) AND a.grantee = 0 ORDER BY 1`,
      [schemas],
    );
  }

  /** Every walled table that the role may read at all. */
  async readableBehindWalls(role: string): Promise<string[]> {
    return this.names(
      `SELECT t.name FROM ${tables} WHERE t.nspname = ANY($2) AND t.name <> ALL($3) AND t.relkind IN ('r', 'p', 'v')
         AND has_any_column_privilege($1, t.oid, 'SELECT') ORDER BY 1`,
      [role, schemas, Object.keys(open)],
    );
  }

  private async names(sql: string, values: readonly unknown[] = []): Promise<string[]> {
    return (await this.db.admin<{ name: string }>(sql, values)).map(({ name }) => name);
  }
}

const tables = `(SELECT c.*, n.nspname, n.nspname || '.' || c.relname AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace) t`;
