import type { Audience } from '#libs/identity';
import type { INestApplication } from '@nestjs/common';
import { openApiDocument } from '../../apps/api/src/http/document.js';
import { ownTerm } from './entry.building.js';

/** What an id is an id of. */
export type Kind =
  | 'person'
  | 'consent'
  | 'asking'
  | 'consentNotice'
  | 'evidence'
  | 'attachment'
  | 'selfCheck'
  | 'referral'
  | 'line'
  | 'outside'
  | 'outsider'
  | 'elsewhere'
  | 'parent'
  | 'intake'
  | 'notice'
  | 'agency'
  | 'service'
  | 'ownAgency'
  | 'successor'
  | 'agencyFile'
  | 'entryChange'
  | 'import'
  | 'leaflet'
  | 'print'
  | 'savedSearch'
  | 'synonym'
  | 'round'
  | 'report'
  | 'pair'
  | 'pairSide'
  | 'merge'
  | 'personPair'
  | 'personMerge'
  | 'personRequest'
  | 'keptPerson'
  | 'gonePerson'
  | 'formerName'
  | 'withdrawal'
  | 'duty'
  | 'ground'
  | 'opening'
  | 'misdirection'
  | 'ledgerOrder'
  | 'paperOrder'
  | 'consentSet'
  | 'approval'
  | 'transitionCase'
  | 'caseReferral'
  | 'freeReferral'
  | 'declineReview'
  | 'supportTerm'
  | 'checkUp'
  | 'cohort'
  | 'cohortPerson'
  | 'intakeSession'
  | 'intakeBooking'
  | 'absence'
  | 'deputy'
  | 'colleague'
  | 'vacancyInquiry'
  | 'council'
  | 'yearPlan'
  | 'planSlot'
  | 'freeSlot'
  | 'poll'
  | 'pollInvitee'
  | 'pollOption'
  | 'parentCouncil'
  | 'seat'
  | 'meeting'
  | 'preparedMeeting'
  | 'actionItem'
  | 'agendaItem'
  | 'otherAgendaItem'
  | 'agendaTemplate'
  | 'agendaProposal'
  | 'meetingPaper'
  | 'pack'
  | 'ownCouncil'
  | 'invitation'
  | 'otherInvitation'
  | 'inboundMail'
  | 'calendarFeed'
  | 'minutesVersion'
  | 'minutesItem'
  | 'minutesReview'
  | 'laterMeeting'
  | 'reportUp'
  | 'tablingMeeting'
  | 'reportedDecision'
  | 'minutesAgendaItem'
  | 'webhook'
  | 'webhookDelivery';

/** A place in a request where an id goes: a part of the path, or a field of the body. */
export interface Slot {
  readonly in: 'path' | 'body';
  readonly name: string;
  readonly kind: Kind;
}

/** An operation as the document publishes it. */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As published, and with the words filled in that are no ids. */
  readonly route: string;
  readonly path: string;
  readonly audience: Audience;
  readonly slots: readonly Slot[];
  readonly query: readonly { name: string; required: boolean; schema: Schema }[];
  readonly asksVersion: boolean;
  readonly asksKey: boolean;
  readonly body?: { readonly type: string; readonly schema: Schema };
}

/** As much of JSON Schema as the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly (string | null)[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly minLength?: number;
}

/** The running routes, and what the matrix does not know how to fill in, with what to do about it. */
export interface Operations {
  readonly all: readonly Operation[];
  readonly gaps: readonly string[];
  resolve(schema: Schema): Schema;
}

/** Of what kind the id behind each part of a path is. */
const pathKinds: Readonly<Record<string, Kind>> = {
  'absences/{id}': 'absence',
  'agencies/{aid}': 'agency',
  'attachments/{aid}': 'attachment',
  'approvals/{id}': 'approval',
  'agencies/{id}': 'agency',
  'askings/{id}': 'asking',
  'confirmation-rounds/{id}': 'round',
  'consent-notices/{id}': 'consentNotice',
  'consents/{id}': 'consent',
  'decline-reviews/{id}': 'declineReview',
  'duplicates/{id}': 'pair',
  'emergency-openings/{id}': 'opening',
  'entry-changes/{id}': 'entryChange',
  'entry-merges/{id}': 'merge',
  'entry-reports/{id}': 'report',
  'erasure-duties/{id}': 'duty',
  'evidence/{eid}': 'evidence',
  'files/{fid}': 'agencyFile',
  'imports/{id}': 'import',
  'intake-requests/{id}': 'intake',
  'leaflets/{id}': 'leaflet',
  'ledger-orders/{id}': 'ledgerOrder',
  'paper-orders/{id}': 'paperOrder',
  'consent-sets/{id}': 'consentSet',
  'legal-grounds/{id}': 'ground',
  'misdirections/{id}': 'misdirection',
  'prints/{pid}': 'print',
  'check-ups/{id}': 'checkUp',
  'cohorts/{id}': 'cohort',
  'members/{pid}': 'cohortPerson',
  'intake-bookings/{id}': 'intakeBooking',
  'intake-sessions/{id}': 'intakeSession',
  'support-terms/{id}': 'supportTerm',
  'notices/{id}': 'notice',
  'outside/{oid}': 'outside',
  'former-names/{nid}': 'formerName',
  'people/{id}': 'person',
  'person-merges/{id}': 'personMerge',
  'person-pairs/{id}': 'personPair',
  'person-requests/{id}': 'personRequest',
  'recipients/{rid}': 'line',
  'referrals/{id}': 'referral',
  'referrals/{rid}': 'caseReferral',
  'transition-cases/{id}': 'transitionCase',
  'saved-searches/{id}': 'savedSearch',
  'self-checks/{sid}': 'selfCheck',
  'services/{id}': 'service',
  'synonyms/{id}': 'synonym',
  'councils/{id}': 'council',
  'seats/{sid}': 'seat',
  'meetings/{id}': 'meeting',
  'year-plans/{id}': 'yearPlan',
  'plan-slots/{id}': 'planSlot',
  'polls/{id}': 'poll',
  'invitees/{iid}': 'pollInvitee',
  'action-items/{id}': 'actionItem',
  'invitations/{iid}': 'invitation',
  'inbound-mails/{mid}': 'inboundMail',
  'calendar-feeds/{id}': 'calendarFeed',
  'agenda-items/{id}': 'agendaItem',
  'agenda-proposals/{id}': 'agendaProposal',
  'agenda-templates/{id}': 'agendaTemplate',
  'packs/{id}': 'pack',
  'papers/{id}': 'meetingPaper',
  'minutes-versions/{id}': 'minutesVersion',
  'minutes-items/{id}': 'minutesItem',
  'minutes-reviews/{id}': 'minutesReview',
  'reports-up/{id}': 'reportUp',
  'vacancy-inquiries/{id}': 'vacancyInquiry',
  'webhook-deliveries/{id}': 'webhookDelivery',
  'webhooks/{id}': 'webhook',
  'withdrawals/{id}': 'withdrawal',
};

/** Parts of paths that are no ids. */
const pathWords: Readonly<Record<string, string>> = {
  'agency-types/{code}': ownTerm,
  'import-sources/{code}': 'wam',
  'own-sheets/{kind}': 'passport',
  'papers/{kind}': 'request',
  'packages/{version}': '1',
  'publications/{channel}': 'public_page',
  'sections/{category}': 'medical',
  'service-kinds/{code}': ownTerm,
  'versions/{version}': '1',
};

/** Words that lead to other things than those do, and are read as well. */
const otherWords: readonly (readonly [word: string, other: string])[] = [
  ['own-sheets/passport', 'own-sheets/msfas'],
];

/** The operation, and the same one with the other words that its path takes. */
export function withOtherWords(one: Operation): Operation[] {
  const others = otherWords
    .filter(([word]) => one.path.includes(word))
    .map(([word, other]) => ({ ...one, path: one.path.replace(word, other) }));
  return [one, ...others];
}

/** Of what kind the ids in bodies are, by operation and field, or by field alone. */
const bodyKinds: Readonly<Record<string, Kind>> = {
  'Session_actFor.agencyId': 'ownAgency',
  'Onward_begin.agencyId': 'elsewhere',
  'Outside_send.agencyId': 'outsider',
  agencyId: 'agency',
  'Absences_note.accountId': 'colleague',
  'Absences_note.deputyId': 'deputy',
  'LineLoop_claim.accountId': 'colleague',
  explainedBy: 'colleague',
  'PersonMatters_give.accountId': 'colleague',
  'PersonMerges_merge.goneId': 'gonePerson',
  'PersonMerges_merge.keptId': 'keptPerson',
  keptId: 'pairSide',
  'TransitionCases_open.referralIds': 'referral',
  supportTermId: 'supportTerm',
  'TransitionCases_take.referralId': 'freeReferral',
  successorId: 'successor',
  'Councils_change.parentId': 'parentCouncil',
  'Councils_found.parentId': 'parentCouncil',
  secretariatAgencyId: 'agency',
  preparesId: 'preparedMeeting',
  seatId: 'seat',
  ownerAgencyId: 'agency',
  'Agenda_add.parentId': 'agendaItem',
  'Agenda_move.itemId': 'otherAgendaItem',
  'Agenda_useTemplate.templateId': 'agendaTemplate',
  'Circulations_circulate.packId': 'pack',
  'ActionItems_move.councilId': 'ownCouncil',
  'ActionItems_raise.meetingId': 'preparedMeeting',
  'ActionItems_raise.agendaItemId': 'minutesAgendaItem',
  'Minutes_amend.decidedMeetingId': 'laterMeeting',
  'Minutes_approve.meetingId': 'laterMeeting',
  'ReportsUp_table.meetingId': 'tablingMeeting',
  decisionIds: 'reportedDecision',
  'ActionItems_report.meetingId': 'preparedMeeting',
  seatIds: 'seat',
  slotId: 'freeSlot',
  'YearPlans_change.id': 'planSlot',
  optionId: 'pollOption',
  'CalendarFeeds_make.councilId': 'council',
  'InboundMails_accept.invitationId': 'otherInvitation',
  parentId: 'parent',
  personId: 'person',
  'IntakeSessions_book.referralId': 'referral',
  'Cohorts_gather.recipientAgencyId': 'agency',
  recipientAgencyId: 'agency',
  recipientAgencyIds: 'agency',
};

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Published {
  readonly operationId: string;
  readonly 'x-audience': Audience;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema }>> };
}

/** Reads the operations out of the document of a running API. */
export function operationsOf(app: INestApplication): Operations {
  const document = openApiDocument(app);
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  const resolve = (schema: Schema): Schema =>
    schema.$ref ? resolve(schemas[schema.$ref.split('/').at(-1)!]!) : schema;
  const gaps: string[] = [];
  const all = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Published>).map(([method, published]) =>
      operation(method.toUpperCase() as Operation['method'], path, published, resolve, gaps),
    ),
  );
  return { all, gaps, resolve };
}

function operation(
  method: Operation['method'],
  path: string,
  published: Published,
  resolve: Operations['resolve'],
  gaps: string[],
): Operation {
  const { operationId: id, parameters = [], requestBody } = published;
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const body = type && content ? { type, schema: content.schema } : undefined;
  const say = (what: string, where: string) =>
    gaps.push(`${id}: ${what}: name it in ${where} (operations.ts)`);

  const filled = path.replaceAll(/([^/]+)\/\{[^}]+\}/g, (part) => {
    if (!pathKinds[part] && !pathWords[part]) say(`part of the path "${part}"`, 'pathKinds or pathWords');
    return pathWords[part] ? part.replace(/\{.*/, pathWords[part]) : part;
  });
  const inPath = [...path.matchAll(/([^/]+)\/\{([^}]+)\}/g)]
    .filter(([part]) => pathKinds[part])
    .map(([part, , name]): Slot => ({ in: 'path', name: name!, kind: pathKinds[part]! }));
  const inBody = idFields(body?.schema, resolve).map((name): Slot => {
    const kind = bodyKinds[`${id}.${name}`] ?? bodyKinds[name];
    if (!kind) say(`id "${name}" in the body`, 'bodyKinds');
    return { in: 'body', name, kind: kind ?? 'person' };
  });
  const headers = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
  const query = parameters.filter((parameter) => parameter.in === 'query');
  for (const header of headers.filter((name) => name !== 'If-Match' && name !== 'Idempotency-Key'))
    say(`header "${header}"`, 'operation()');
  for (const { name, schema } of query)
    if (schema.format === 'uuid' || schema.items?.format === 'uuid')
      say(`id "${name}" in the query`, 'operation()');
  for (const { name, required, schema } of query)
    if (required && !resolve(schema).enum) say(`required word "${name}" in the query`, 'operation()');
  return {
    ...{ id, method, route: path, path: filled, audience: published['x-audience'], body },
    slots: [...inPath, ...inBody],
    query: query.map(({ name, required = false, schema }) => ({ name, required, schema: resolve(schema) })),
    asksVersion: headers.includes('If-Match'),
    asksKey: headers.includes('Idempotency-Key'),
  };
}

/** The names of all fields that take an id, however deep. */
function idFields(schema: Schema | undefined, resolve: Operations['resolve']): string[] {
  if (!schema) return [];
  const { properties = {}, items, anyOf = [], allOf = [] } = resolve(schema);
  const own = Object.entries(properties).flatMap(([name, field]) =>
    resolve(field).format === 'uuid' ? [name] : idFields(field, resolve),
  );
  return [...own, ...[items, ...anyOf, ...allOf].flatMap((part) => idFields(part, resolve))];
}
