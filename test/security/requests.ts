import { randomUUID } from 'node:crypto';
import { testPassword } from '../factories/identity.js';
import { dayFromToday } from '../factories/referrals.js';
import type { Answer } from '../support/client.js';
import type { Operation, Operations, Schema } from './operations.js';
import { plainBundle } from './bundle.building.js';
import { onePixel } from './leaflet.building.js';
import { planned } from './transition.building.js';
import type { Filling } from './subjects.js';
import type { Caller, World } from './world.js';

/** A request that was sent, with what came back. */
export interface Sent {
  readonly label: string;
  /** Everything that the caller wrote, path and body. */
  readonly sent: string;
  readonly answer: Answer;
}

/** How a request differs from the plausible one. */
export interface Twist {
  readonly query?: string;
  /** A header that is undefined is left out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** What a field needs that its schema does not tell, by operation and field, or by field alone. */
const values: Readonly<Record<string, (world: World) => unknown>> = {
  'BundleIntakes_read.bundle': () => plainBundle,
  'BundleIntakes_takeIn.bundle': () => plainBundle,
  'Emergencies_open.reason': () => '本人が職場で倒れて搬送され、救急隊から持病と服薬の照会を受けているため。',
  'ErasureDuties_answer.answeredOn': () => dayFromToday(0),
  'Ledger_order.personId': () => null,
  'Withdrawals_keepSettings.closeAfterDays': () => 14,
  'Appointment_offer.times': () => [
    {
      startsAt: new Date(Date.now() + 3_600_000).toISOString(),
      endsAt: new Date(Date.now() + 7_200_000).toISOString(),
    },
  ],
  'Appointment_offer.agreed': () => false,
  'ConversationSettings_set.confirmAfterDays': () => 14,
  'ConversationSettings_set.linkDays': () => 14,
  'ConversationSettings_set.noShowLimit': () => 3,
  'ConversationSettings_set.phoneConfirmDays': () => 5,
  'Onward_redirect.agencyIds': ({ parties }) => [parties.stranger.agency],
  'Onward_redirect.reason': () => 'other_agency',
  'Imports_settle.columns': () => [{ column: '名前', field: 'name' }],
  'Imports_settle.sourceName': () => '試験の一覧',
  'Askings_answer.agreed': () => [],
  'Askings_draft.validity': () => 'support',
  'Askings_rewrite.validity': () => 'support',
  'AgencyStatus_move.place': () => ({ address: '試験県試験市1-1' }),
  'ConfirmationRounds_askGroup.age': () => 'never',
  'DeclineReviews_set.isReviewed': () => false,
  'Deadlines_set.expireAfter': () => 10,
  'Deadlines_set.headAfter': () => 3,
  'Deadlines_set.networkAfter': () => 5,
  'DirectorySettings_set.approval': () => false,
  'Duplicates_merge.goneVersion': () => 1,
  'Duplicates_merge.keptVersion': () => 1,
  'Entries_create.entry': () => ({ name: '試験', type: 'other' }),
  'Entries_handIn.entry': () => ({ fax: '099-000-2222' }),
  'Invitations_accept.name': () => '試験 花子',
  'Invitations_accept.password': () => testPassword,
  'Invitations_accept.token': ({ keys }) => keys.invitation,
  'Invitations_invite.email': () => `${randomUUID()}@example.jp`,
  'Invitations_lookUp.token': ({ keys }) => keys.invitation,
  'OpeningHours_preview.exceptions': () => [],
  'OpeningHours_preview.from': () => '09:00',
  'OpeningHours_preview.to': () => '17:00',
  'OpeningHours_preview.yearly': () => [],
  'OpeningHours_proposal.from': () => '09:00',
  'OpeningHours_proposal.to': () => '17:00',
  'LeafletAgencies_recordAnswer.answer': () => 'refused',
  'LeafletConsent_agree.shown': ({ keys }) => keys.shownBlock,
  'OwnSheets_keepDraft.sections': () => ({}),
  'OwnSheets_save.sections': () => ({}),
  'PaperOrders_order.referralIds': ({ cases }) => [cases.received.referral],
  'Charges_handOver.personIds': () => [],
  'PersonMatters_end.reason': () => 'other',
  'PersonMerges_merge.goneVersion': () => 1,
  'PersonMerges_merge.keptVersion': () => 1,
  'PersonMerges_merge.taken': () => [],
  'Retention_erase.personIds': ({ matters }) => [matters.sender.erasable],
  'Retention_set.answerDays': () => 10,
  'Retention_set.disclosureYears': () => 5,
  'Retention_set.hourlyReadings': () => 500,
  'Retention_set.dailyExports': () => 200,
  'Retention_set.personYears': () => 5,
  'People_writeSheet.fields': () => ({ diagnosis: '試験' }),
  'Receiving_decline.reason': () => 'no_capacity',
  'Receiving_fail.reason': () => 'person_stopped',
  'Referrals_write.urgency': () => 'soon',
  'SavedSearches_save.query': () => 'type=b_type',
  'Sending_cancel.reason': () => 'not_needed',
  'Sending_personDecline.reason': () => 'does_not_wish',
  'Sending_reopen.reason': () => 'place_available',
  'Session_begin.email': ({ keys }) => keys.email,
  'Session_begin.password': ({ keys }) => keys.password,
  'Synonyms_add.words': () => `試験\n${randomUUID()}`,
  'Synonyms_rewrite.words': () => '試験\nためし',
  'TaxonomyKeeping_addKind.agencyType': () => 'other',
  'TaxonomyKeeping_addKind.name': () => `試験 ${randomUUID()}`,
  'TaxonomyKeeping_addType.name': () => `試験 ${randomUUID()}`,
  'TaxonomyKeeping_placeKind.before': () => 'b_type',
  'TaxonomyKeeping_placeType.before': () => 'b_type',
  'TaxonomyKeeping_renameKind.name': () => `試験 ${randomUUID()}`,
  'TaxonomyKeeping_renameType.name': () => `試験 ${randomUUID()}`,
  'Vacancies_tell.available': () => 3,
  'CheckUps_set.months': () => 6,
  'Cohorts_describe.values': () => ({}),
  'Cohorts_gather.categories': () => ['identity'],
  'Cohorts_gather.personIds': ({ transitions }) => [transitions.sender.cohortPerson],
  'Cohorts_gather.type': () => 'graduate',
  'Cohorts_gather.values': () => ({}),
  'IntakeSessions_change.endsAt': () => planned().endsAt,
  'IntakeSessions_change.startsAt': () => planned().startsAt,
  'IntakeSessions_plan.endsAt': () => planned().endsAt,
  'IntakeSessions_plan.startsAt': () => planned().startsAt,
  'SupportTerms_plan.kind': () => 'graduation',
  'SupportTerms_change.baseOn': () => '2025-05-01',
  'SupportTerms_plan.baseOn': () => '2025-05-01',
  'Minutes_approve.approvedBy': () => '会長 花子',
  'Particulars_write.values': () => ({}),
  'MeetingInvitations_invite.guests': () => [
    { name: '来賓 試験', email: `${randomUUID()}@example.jp`, role: 'observer' },
  ],
  'MeetingInvitations_readdress.email': () => 'elsewhere@example.jp',
  'MeetingSeries_change.day': () => dayFromToday(50),
  'MeetingSeries_change.from': () => '10:00',
  'MeetingSeries_change.until': () => '12:00',
  'MeetingSeries_plan.day': () => dayFromToday(50),
  'MeetingSeries_plan.from': () => '10:00',
  'MeetingSeries_plan.until': () => '12:00',
  'YearPlans_schedule.day': () => dayFromToday(50),
  'YearPlans_schedule.from': () => '10:00',
  'YearPlans_schedule.until': () => '12:00',
  'Polls_open.from': () => '10:00',
  'Polls_open.until': () => '12:00',
  'Polls_change.options': () => [{ day: dayFromToday(60), from: '10:00', until: '12:00' }],
  'Polls_pick.optionIds': ({ dates }) => [dates.sender.pollOption],
  'Meetings_change.day': () => dayFromToday(50),
  'Meetings_plan.day': () => dayFromToday(50),
  'Meetings_change.from': () => '10:00',
  'Meetings_change.until': () => '12:00',
  'Meetings_plan.from': () => '10:00',
  'Meetings_plan.until': () => '12:00',
  'ActionItems_report.note': () => '進んでいます。',
  'Attendance_checkIn.code': () => '123456',
  'Attendance_write.how': () => 'venue',
  'Agenda_move.to': () => 'before',
  'VacancyInquiries_ask.areaCode': () => '98',
  'VacancyInquiries_ask.recipientAgencyIds': ({ parties }) => [parties.stranger.agency],
  'VacancyInquiries_ask.serviceKind': () => 'b_type',
  'VacancyInquiries_ask.startMonth': () => dayFromToday(40).slice(0, 7),
  'Webhooks_change.url': () => 'https://hooks.example.jp/renkei',
  'Webhooks_register.url': () => 'https://hooks.example.jp/renkei',
  'Webhooks_rotate.overlapHours': () => 1,
  kana: () => 'ためし',
};

const newestSheet = `SELECT max(version)::int AS version FROM portal.own_sheet_version WHERE person_id = $1 AND kind = 'passport'`;

const newestLine = 'SELECT version FROM portal.referral_line WHERE referral_id = $1 ORDER BY id DESC LIMIT 1';
const newestSending = `SELECT version FROM portal.outside_sending WHERE referral_id = $1 ORDER BY created_at DESC LIMIT 1`;

const invitationOfSeat =
  'SELECT version FROM portal.invitation WHERE meeting_id = $1 AND seat_id IS NOT NULL';
const attendanceList = 'SELECT version FROM portal.attendance_list WHERE meeting_id = $1';

/** Where the version of a thing stands, by operation or by the kind of its first id. */
const versions: Readonly<Record<string, string>> = {
  Attachments_describe: 'SELECT 2 AS version FROM portal.person WHERE id = $1',
  OwnSheets_keepDraft:
    'SELECT coalesce(max(version), 0)::int AS version FROM portal.own_sheet_draft WHERE person_id = $1',
  OwnSheets_restore: newestSheet,
  OwnSheets_save: newestSheet,
  People_writeSheet: `SELECT version FROM portal.person_section WHERE person_id = $1 AND category = 'medical'`,
  DeclineReviews_set: 'SELECT version FROM portal.decline_setting',
  transitionCase: 'SELECT version FROM portal.transition_case WHERE id = $1',
  declineReview: 'SELECT version FROM portal.decline_review WHERE id = $1',
  Deadlines_set: 'SELECT version FROM portal.deadline_settings',
  DirectorySettings_set: 'SELECT version FROM portal.directory_settings',
  Approvals_set: 'SELECT version FROM portal.approval_setting WHERE agency_id = $1',
  approval: 'SELECT version FROM portal.sending_approval WHERE id = $1',
  CheckUps_set: 'SELECT version FROM portal.check_up_setting WHERE agency_id = $1',
  Particulars_write: 'SELECT version FROM portal.referral_particulars WHERE referral_id = $1',
  Vacancies_tell: 'SELECT version FROM portal.vacancy WHERE service_id = $1',
  agency: 'SELECT version FROM portal.agency WHERE id = $1',
  Ledger_nameRepresentative: 'SELECT version FROM portal.agency_representative WHERE agency_id = $1',
  Misdirections_record:
    'SELECT version FROM portal.referral_line WHERE referral_id = $1 ORDER BY id DESC LIMIT 1',
  Withdrawals_keepSettings: 'SELECT version FROM portal.withdrawal_settings',
  ConversationSettings_set: 'SELECT version FROM portal.conversation_setting',
  Outside_record: newestSending,
  Outside_renew: newestSending,
  Outside_revoke: newestSending,
  intake: 'SELECT version FROM portal.intake_request WHERE id = $1',
  consent: 'SELECT version FROM portal.consent WHERE id = $1',
  asking: 'SELECT version FROM portal.consent_asking WHERE id = $1',
  ConsentNotices_followNetwork: `SELECT coalesce(max(version), 0) AS version FROM portal.consent_notice WHERE agency_id IS NOT NULL`,
  ConsentNotices_write: `SELECT coalesce(max(version), 0) AS version FROM portal.consent_notice WHERE agency_id IS NOT NULL`,
  ConsentNotices_settle: `SELECT coalesce(max(version), 0) AS version FROM portal.consent_settings`,
  duty: 'SELECT version FROM portal.erasure_duty WHERE id = $1',
  ground: 'SELECT version FROM portal.legal_ground WHERE id = $1',
  misdirection: 'SELECT version FROM portal.misdirection WHERE id = $1',
  opening: 'SELECT version FROM portal.emergency_opening WHERE id = $1',
  import: 'SELECT version FROM portal.import_job WHERE id = $1',
  leaflet: 'SELECT version FROM portal.leaflet WHERE id = $1',
  Retention_set: 'SELECT version FROM portal.record_setting',
  person: 'SELECT version FROM portal.person WHERE id = $1',
  personRequest: 'SELECT version FROM portal.person_request WHERE id = $1',
  referral: 'SELECT version FROM portal.referral WHERE id = $1',
  savedSearch: 'SELECT version FROM portal.saved_search WHERE id = $1',
  checkUp: 'SELECT version FROM portal.check_up WHERE id = $1',
  intakeSession: 'SELECT version FROM portal.intake_session WHERE id = $1',
  supportTerm: 'SELECT version FROM portal.support_term WHERE id = $1',
  synonym: 'SELECT version FROM portal.synonym_group WHERE id = $1',
  VacancyInquiries_answer: 'SELECT version FROM portal.vacancy_answer WHERE inquiry_id = $1',
  Councils_changeSeat: 'SELECT version FROM portal.council_seat WHERE council_id = $1',
  Councils_fillSeat: 'SELECT version FROM portal.council_seat WHERE council_id = $1',
  minutesItem: 'SELECT version FROM portal.minutes_item WHERE id = $1',
  minutesVersion: 'SELECT version FROM portal.minutes_version WHERE id = $1',
  reportUp: 'SELECT version FROM portal.report_up WHERE id = $1',
  actionItem: 'SELECT version FROM portal.action_item WHERE id = $1',
  MeetingInvitations_answer: invitationOfSeat,
  MeetingInvitations_readdress: invitationOfSeat,
  MeetingInvitations_renew: invitationOfSeat,
  MeetingInvitations_withdraw: invitationOfSeat,
  agendaItem: 'SELECT version FROM portal.agenda_item WHERE id = $1',
  agendaProposal: 'SELECT version FROM portal.agenda_proposal WHERE id = $1',
  meetingPaper: 'SELECT version FROM portal.paper WHERE id = $1',
  council: 'SELECT version FROM portal.council WHERE id = $1',
  Attendance_close: attendanceList,
  Attendance_countViews: attendanceList,
  Attendance_reopen: attendanceList,
  Attendance_write: attendanceList,
  yearPlan: 'SELECT version FROM portal.year_plan WHERE id = $1',
  planSlot: 'SELECT version FROM portal.year_plan_slot WHERE id = $1',
  poll: 'SELECT version FROM portal.date_poll WHERE id = $1',
  meeting: 'SELECT version FROM portal.meeting WHERE id = $1',
  vacancyInquiry: 'SELECT version FROM portal.vacancy_inquiry WHERE id = $1',
  webhook: 'SELECT version FROM portal.webhook WHERE id = $1',
};

/** Writes plausible requests out of the schemas, and sends them. */
export class Requests {
  count = 0;
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly operations: Operations,
  ) {}

  /** What these operations need and the tables above do not have. */
  gaps(): string[] {
    return this.operations.all
      .filter(({ id, asksVersion, slots }) => asksVersion && !versions[id] && !versions[slots[0]?.kind ?? ''])
      .map(({ id }) => `${id}: say where its version stands in "versions" (requests.ts)`);
  }

  /** Sends the operation with these ids, in its present version and with a key of its own. */
  async send(caller: Caller, operation: Operation, filling: Filling, twist: Twist = {}): Promise<Sent> {
    const ids = operation.slots.map((slot, at) => ({ ...slot, id: filling.ids[at]! }));
    const path = ids
      .filter((slot) => slot.in === 'path')
      .reduce((filled, { name, id }) => filled.replace(`{${name}}`, id), operation.path);
    const address = path + (twist.query ?? '');
    const body = 'body' in twist ? twist.body : this.bodyOf(operation, filling);
    const headers = {
      ...(operation.asksVersion ? { 'if-match': `"${await this.version(operation, ids[0]?.id)}"` } : {}),
      ...(operation.asksKey ? { 'idempotency-key': randomUUID() } : {}),
      ...(operation.body ? { 'content-type': operation.body.type } : {}),
      ...twist.headers,
    };
    this.count += 1;
    const answer = await caller.client.send<Answer['body']>(
      operation.method,
      address,
      body,
      Object.fromEntries(
        Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined),
      ),
    );
    const label = `${operation.method} ${operation.path}${twist.query ?? ''} ${filling.label}`.trim();
    return { label, sent: readable(address) + JSON.stringify(body ?? ''), answer };
  }

  /** A plausible body; `whole` has the fields that may be left out, too. */
  bodyOf({ id, body, slots }: Operation, filling: Filling, whole = false): unknown {
    if (!body) return undefined;
    if (body.type.startsWith('image/')) return onePixel;
    if (!body.type.includes('json')) return '%PDF-1.4 scan';
    const ids = new Map(slots.map((slot, at) => [slot.in === 'body' ? slot.name : '', filling.ids[at]]));
    const value = (schema: Schema, name: string): unknown => {
      const given = values[`${id}.${name}`] ?? values[name];
      if (name !== '' && ids.has(name)) return ids.get(name);
      if (given) return given(this.world);
      const known = this.operations.resolve(schema.anyOf?.[0] ?? schema.allOf?.[0] ?? schema);
      return known.properties ? object(known) : plain(known, (item) => value(item, name));
    };
    const object = ({ properties = {}, required = [] }: Schema) =>
      Object.fromEntries(
        Object.entries(properties)
          .filter(([name]) => whole || required.includes(name) || ids.has(name) || values[`${id}.${name}`])
          .map(([name, schema]) => [name, value(schema, name)]),
      );
    return value(body.schema, '');
  }

  /** Reads versions anew: something has been changed. */
  forgetVersions(): void {
    this.seen.clear();
  }

  private async version({ id, slots }: Operation, of = ''): Promise<number> {
    const isOfLine = slots.some(({ kind }) => kind === 'line');
    const sql = versions[id] ?? (isOfLine ? newestLine : versions[slots[0]?.kind ?? '']);
    if (!sql || !/^[0-9a-f-]{36}$/.test(of)) return 1;
    const key = `${id}|${of}`;
    const known = this.seen.get(key);
    if (known !== undefined) return known;
    const [row] = await this.world.api.db.admin<{ version: number }>(sql, [of]);
    this.seen.set(key, row?.version ?? 0);
    return row?.version ?? 0;
  }
}

/** The address with its escapes undone, where that is possible. */
function readable(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** A value of a schema without fields. */
function plain(schema: Schema, item: (schema: Schema) => unknown): unknown {
  if (schema.enum) return schema.enum[0];
  switch ([schema.type].flat()[0]) {
    case 'array':
      return schema.items ? [item(schema.items)] : [];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'object':
      return {};
    default:
      return schema.format === 'date' ? dayFromToday(0) : '試験'.padEnd(schema.minLength ?? 0, '。');
  }
}

/** Every question that the query of a reading operation can put: each required word, and each other choice once. */
export function questionsOf({ query }: Operation): string[] {
  const choices = ({ schema }: Operation['query'][number]) =>
    [
      ...(schema.items?.enum ?? schema.enum ?? ([schema.type].flat().includes('boolean') ? ['true'] : [])),
    ].filter((choice) => choice !== null);
  const bases = query
    .filter(({ required }) => required)
    .reduce(
      (all, parameter) =>
        all.flatMap((base) => choices(parameter).map((c) => `${base}&${parameter.name}=${c}`)),
      [''],
    );
  const others = query
    .filter(({ required }) => !required)
    .flatMap((parameter) => choices(parameter).map((choice) => `${bases[0]}&${parameter.name}=${choice}`));
  return [...bases, ...others].map((question) => question.replace('&', '?'));
}
