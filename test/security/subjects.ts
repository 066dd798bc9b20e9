import { randomUUID } from 'node:crypto';
import { belongsTo } from '#libs/identity';
import type { Canary } from './canaries.js';
import { type CaseName, parties, type Party, ruleOf } from './cases.js';
import type { Kind, Operation, Slot } from './operations.js';
import type { Caller, World } from './world.js';

/** What a request is about: a case, or an agency with its own things. */
export interface Subject {
  readonly name: string;
  readonly owner: Party;
  readonly to?: Party;
  readonly known: boolean;
  readonly ids: Partial<Record<Kind, string>>;
  readonly noticeOwner?: string;
  readonly orderedBy?: string;
}

/** The ids of one request. */
export interface Filling {
  readonly label: string;
  readonly ids: readonly string[];
  /** What the ids belong to, when they belong together. */
  readonly subject?: Subject;
}

/** Kinds of which every signed-in person may know every id. */
const publicKinds: readonly Kind[] = [
  'intakeSession',
  'agency',
  'agencyFile',
  'successor',
  'outsider',
  'elsewhere',
  'service',
  'synonym',
  'round',
  'pair',
  'pairSide',
  'merge',
  'consentNotice',
  // That a council exists, everybody in the network may know; what is changed there is refused with 403.
  'council',
  'parentCouncil',
  'seat',
  'preparedMeeting',
  'freeSlot',
];
/** What those alone may read who keep the council or sit there. */
const insideCouncil = [
  'Attendance_list',
  'Attendance_ofYear',
  'ActionItems_ofCouncil',
  'Decisions_file',
  'Decisions_list',
  'Councils_listSeats',
  'ReportsUp_ofCouncil',
  'Meetings_ofCouncil',
  'Polls_ofCouncil',
  'YearPlans_fileOfCouncil',
  'YearPlans_paperOfCouncil',
  'YearPlans_year',
];
const insideKinds: readonly Kind[] = [
  'meeting',
  'actionItem',
  'agendaItem',
  'minutesAgendaItem',
  'agendaProposal',
  'meetingPaper',
  'pack',
  'yearPlan',
  'planSlot',
  'poll',
  'pollInvitee',
  'pollOption',
  'minutesVersion',
  'minutesItem',
  'minutesReview',
  'reportUp',
];
/** What those alone know who keep the council. */
const keptInside = ['Agenda_removeTemplate', 'Agenda_templatesOf', 'Circulations_list'];
const minutesKinds: readonly Kind[] = ['minutesVersion', 'minutesItem', 'minutesReview'];
/** The text with which every network begins. */
const firstConsentNotice = '019a0000-0000-7000-8000-000000000001';
/** Kinds that a case has; all others belong to an agency. */
const caseKinds: readonly Kind[] = [
  'person',
  'consent',
  'asking',
  'evidence',
  'attachment',
  'selfCheck',
  'referral',
  'line',
  'outside',
  'parent',
  'formerName',
];
/** What follows from a withdrawal, an emergency or a mistake; of these the other agency knows two. */
const followUpKinds: readonly Kind[] = [
  'withdrawal',
  'duty',
  'ground',
  'opening',
  'misdirection',
  'ledgerOrder',
  'paperOrder',
];
/** What the other agency of a case may know of: the referral and its own line in it. */
const sharedKinds: readonly Kind[] = [
  'referral',
  'line',
  'attachment',
  'duty',
  'opening',
  'vacancyInquiry',
  ...publicKinds,
  'colleague',
];
/** What is asked of a referral that is the owner's alone: its draft. */
const ownersOnly = [
  'Approvals_handIn',
  'Approvals_ofReferral',
  'Onward_begin',
  'Onward_follow',
  'Outside_letter',
  'Outside_list',
  'Outside_record',
  'Outside_renew',
  'Outside_revoke',
  'Outside_send',
  'Packages_choose',
  'Packages_files',
  'Packages_leaveOut',
  'Packages_ofRecipient',
  'Packages_version',
  'Packages_versions',
  'Handovers_fits',
  'IntakeSessions_book',
  'Particulars_read',
  'Particulars_write',
  'Referrals_completeness',
  'Referrals_discard',
  'Referrals_preview',
  'Referrals_write',
];

/** Whether the caller handles cases of their agency at all. */
export function handlesCases({ role }: Caller): boolean {
  return belongsTo('caseworker', role);
}

/** Who may see what: the owner everything of a case, the other agency what it opens, nobody an address. */
export function maySee(caller: Caller, { of, group }: Canary): boolean {
  if (group === 'address' || !handlesCases(caller)) return false;
  const { owner, to, opens } = ruleOf(of as CaseName);
  // What somebody notes for the own agency is not even the owner's.
  if (group === 'recipientSecret') return caller.party === to;
  return caller.party === owner || (caller.party === to && opens.includes(group));
}

/** Whether the caller may know that these things exist. */
export function mayKnow(caller: Caller, operation: Operation, subject: Subject): boolean {
  const kinds = operation.slots.map(({ kind }) => kind);
  if (caller.accountId === undefined) return false;
  if (isKeptInside(operation)) return caller.party === subject.owner;
  if (isInsideCouncil(operation))
    return caller.party === subject.owner || (caller.party === subject.to && subject.known);
  if (isPublic(operation)) return true;
  if (kinds.some((kind) => ['import', 'leaflet', 'declineReview'].includes(kind)))
    return caller.role === 'secretariat';
  if (kinds.includes('notice') || kinds.includes('savedSearch') || kinds.includes('calendarFeed'))
    return subject.noticeOwner === caller.accountId;
  if (kinds.includes('ledgerOrder') || kinds.includes('paperOrder'))
    return subject.orderedBy === caller.accountId;
  if (['Emergencies_read', 'Emergencies_end'].includes(operation.id))
    return subject.noticeOwner === caller.accountId;
  if (kinds.includes('ownAgency')) return subject.owner === caller.party;
  if (kinds.includes('intake')) return handlesCases(caller) && subject.owner === caller.party;
  if (kinds.includes('entryChange') || kinds.includes('report'))
    return subject.owner === caller.party || caller.role === 'secretariat';
  if (!handlesCases(caller)) return false;
  if (caller.party === subject.owner) return true;
  return caller.party === subject.to && subject.known && isShared(operation);
}

/** Whether the other agency of a case may know what the operation is about. */
export function isShared({ id, slots }: Operation): boolean {
  // A file is shared through a referral only, never through the person.
  if (slots.some(({ kind }) => kind === 'person')) return false;
  return !ownersOnly.includes(id) && slots.every(({ kind }) => sharedKinds.includes(kind));
}

/** Whether it is about what those alone know who keep a council. */
export function isKeptInside({ id }: Operation): boolean {
  return keptInside.includes(id);
}

/** Whether it is about what those alone know who keep a council or sit there. */
export function isInsideCouncil({ id, slots }: Operation): boolean {
  return slots.some(({ kind }) => insideKinds.includes(kind)) || insideCouncil.includes(id);
}

/** Whether every signed-in person may know what the operation is about. */
export function isPublic({ slots }: Operation): boolean {
  return slots.every(({ kind }) => publicKinds.includes(kind));
}

/** All subjects that have an id for every slot. */
export function subjectsFor(world: World, { slots }: Operation): Subject[] {
  if (slots.some(({ kind }) => kind === 'import')) return world.imports.map(importSubject);
  if (slots.some(({ kind }) => kind === 'leaflet')) return world.leaflets.map(leafletSubject);
  if (slots.some(({ kind }) => kind === 'entryChange')) return world.entryChanges.map(changeSubject);
  if (slots.some(({ kind }) => followUpKinds.includes(kind))) return world.followUps.map(followUpSubject);
  if (slots.some(({ kind }) => kind === 'reportUp')) return world.reportsUp.map(reportSubject);
  if (slots.some(({ kind }) => minutesKinds.includes(kind))) return world.minutes.map(minutesSubject);
  if (slots.some(({ kind }) => kind === 'meeting'))
    return world.meetings.map((meeting) => meetingSubject(meeting, world.agendas));
  // What waits for a person is the secretariat's alone, also of a meeting that others know.
  if (slots.some(({ kind }) => kind === 'inboundMail'))
    return world.meetings.map((meeting) => ({ ...meetingSubject(meeting, world.agendas), known: false }));
  if (slots.some(({ kind }) => kind === 'calendarFeed'))
    return parties.map((party) => feedSubject(world, party));
  const ofCases = slots.some(({ kind }) => caseKinds.includes(kind));
  return ofCases
    ? (Object.keys(world.cases) as CaseName[]).map((name) => caseSubject(world, name))
    : parties.map((party) => ownSubject(world, party));
}

function caseSubject(world: World, name: CaseName): Subject {
  const { owner, to, known } = ruleOf(name);
  return {
    name,
    owner,
    to,
    known,
    ids: {
      ...world.cases[name],
      agency: world.parties[to].agency,
      intakeSession: world.transitions[to].intakeSession,
      elsewhere: world.parties[parties.find((party) => party !== owner && party !== to)!].agency,
      parent: world.cases[owner === 'sender' ? 'completed' : 'backward'].referral,
    },
  };
}

/** Minutes are known to those who keep the council, and once they are circulated to those who sit there. */
function minutesSubject({
  party,
  state,
  version,
  item,
  review,
  later,
  decision,
}: World['minutes'][number]): Subject {
  return {
    name: `minutes of the ${party} that are ${state}`,
    owner: party,
    to: nextTo[party],
    known: state !== 'draft',
    ids: {
      ...{ minutesVersion: version, minutesItem: item, minutesReview: review, laterMeeting: later },
      reportedDecision: decision,
    },
  };
}

/** A report is known to those who prepare it, and once it is sent to the secretariat above. */
function reportSubject({ party, state, report, meeting, decision }: World['reportsUp'][number]): Subject {
  return {
    name: `a report of the ${party} that is ${state}`,
    owner: party,
    to: nextTo[party],
    known: state !== 'prepared',
    ids: { reportUp: report, tablingMeeting: meeting, reportedDecision: decision },
  };
}

/** A meeting is known to those who keep its council, and once it is announced to those who sit there. */
function meetingSubject(
  { party, state, id, prepared, seat, guest, invited }: World['meetings'][number],
  { ofMeeting }: World['agendas'],
): Subject {
  return {
    name: `a meeting of the ${party} that is ${state}`,
    owner: party,
    to: nextTo[party],
    known: state !== 'draft',
    ids: { meeting: id, preparedMeeting: prepared, seat, agency: guest, ...invited, ...ofMeeting[id] },
  };
}

/** Whoever made a feed has it. */
function feedSubject({ councils }: World, party: Party): Subject {
  const { calendarFeed, feedOwner } = councils[party];
  return {
    name: `a feed of the ${party}`,
    owner: party,
    known: true,
    noticeOwner: feedOwner,
    ids: { calendarFeed },
  };
}

/** A list belongs to the network, not to the agency whose secretariat handed it in. */
function importSubject({ state, id }: World['imports'][number]): Subject {
  return { name: `a list that is ${state}`, owner: 'sender', known: true, ids: { import: id } };
}

/** Who carries on when an agency closes. */
const nextTo: Readonly<Record<Party, Party>> = {
  sender: 'recipient',
  recipient: 'stranger',
  stranger: 'sender',
};

/** Whoever opened something in an emergency is like whoever has a notice: it is theirs alone. */
function followUpSubject({ owner, to, ids, openedBy, orderedBy }: World['followUps'][number]): Subject {
  return {
    name: 'a withdrawal and what follows',
    owner,
    to,
    known: true,
    ids: { ...ids },
    noticeOwner: openedBy,
    orderedBy,
  };
}

/** A change of an entry is known to those who keep the entry. */
function changeSubject({ party, state, id }: World['entryChanges'][number]): Subject {
  return { name: `a ${state} change of the ${party}`, owner: party, known: false, ids: { entryChange: id } };
}

/** An edition of the leaflet belongs to the network, too. */
function leafletSubject({ state, id, print, agency }: World['leaflets'][number]): Subject {
  return {
    name: `an edition that is ${state}`,
    owner: 'sender',
    known: true,
    ids: { leaflet: id, print, agency },
  };
}

function ownSubject(
  {
    parties: own,
    upkeep,
    entryFiles,
    matters,
    transitions,
    told,
    inquiries,
    approvals,
    declineReviews,
    councils,
    records,
    agendas,
    dates,
  }: World,
  party: Party,
): Subject {
  const { agency, service, notice, noticeOwner, savedSearch, synonym, absence } = own[party];
  return {
    name: `the ${party}`,
    // Whom it asks whether there is room; of its other things that agency knows nothing.
    ...{ owner: party, to: nextTo[party], known: true, noticeOwner },
    ids: {
      agency,
      service,
      notice,
      savedSearch,
      synonym,
      absence,
      ...upkeep[party],
      ...matters[party],
      ...transitions[party],
      ...told[party],
      vacancyInquiry: inquiries[party],
      ...councils[party],
      ...records[party],
      ...agendas.ofParty[party],
      ...dates[party],
      parentCouncil: councils[nextTo[party]].council,
      approval: approvals[party],
      declineReview: declineReviews[party],
      ownAgency: agency,
      successor: own[nextTo[party]].agency,
      consentNotice: firstConsentNotice,
      agencyFile: entryFiles[party],
    },
  };
}

/** The ids that belong together, for every subject. */
export function matching(world: World, caller: Caller, operation: Operation): Filling[] {
  if (operation.slots.length === 0) return [{ label: '', ids: [] }];
  // Who of one's own agency is away, and who stands in.
  if (operation.slots.every(({ kind }) => kind === 'colleague' || kind === 'deputy')) {
    const deputy = caller.party ? world.parties[caller.party].noticeOwner : randomUUID();
    const ids = operation.slots.map(({ kind }) =>
      kind === 'deputy' ? deputy : (caller.accountId ?? randomUUID()),
    );
    return [{ label: 'of the own agency', ids }];
  }
  return subjectsFor(world, operation).map((subject) => ({
    label: `of ${subject.name}`,
    ids: operation.slots.map(({ kind }) => idOf(subject, kind, caller)),
    subject,
  }));
}

/** Ids of nothing: what every forbidden id must be answered like. A public id beside a secret one stays as it is. */
export function nothing(world: World, caller: Caller, operation: Operation): Filling {
  const [subject] = subjectsFor(world, operation);
  const isOpen = !operation.slots.some(({ kind }) => isSecret(kind));
  return {
    label: 'of nothing',
    ids: operation.slots.map(({ kind }) =>
      isOpen || isSecret(kind) ? randomUUID() : idOf(subject!, kind, caller),
    ),
  };
}

/** Ids that do not belong together, of the wrong kind, or none at all: all of them must be answered like nothing. */
export function mismatched(world: World, caller: Caller, operation: Operation): Filling[] {
  const secret = operation.slots.filter(({ kind }) => isSecret(kind));
  if (secret.length === 0) return [];
  const blank = nothing(world, caller, operation);
  const replaced = (label: string, of: Slot, id: string, rest: Filling = blank): Filling => ({
    label,
    ids: rest.ids.map((known, at) => (operation.slots[at] === of ? id : known)),
  });
  const [first, second] = secret;
  const wrong = first!.kind === 'person' ? world.cases.received.referral : world.cases.received.person;
  const odd = [
    replaced('of the wrong kind', first!, wrong),
    ...(first!.in === 'path' ? [`${randomUUID()}%00`] : []).map((garbage) =>
      replaced(`"${garbage}"`, first!, garbage),
    ),
  ];
  if (!second) return odd;
  const samples = subjectsFor(world, operation).filter(({ name }) =>
    ['received', 'draft', 'foreign'].includes(name),
  );
  const pairs = samples.flatMap((subject) => {
    const own = { label: '', ids: operation.slots.map(({ kind }) => idOf(subject, kind, caller)) };
    const other = samples.find((candidate) => candidate !== subject)!;
    return [
      replaced(
        `of ${subject.name} with a ${second.kind} of ${other.name}`,
        second,
        idOf(other, second.kind, caller),
        own,
      ),
      replaced(`of ${subject.name} with a ${second.kind} of nothing`, second, randomUUID(), own),
    ];
  });
  return [...odd, ...pairs];
}

function isSecret(kind: Kind): boolean {
  return !publicKinds.includes(kind) && !['colleague', 'deputy', 'parent'].includes(kind);
}

function idOf(subject: Subject, kind: Kind, caller: Caller): string {
  return kind === 'colleague' ? (caller.accountId ?? randomUUID()) : (subject.ids[kind] ?? randomUUID());
}
