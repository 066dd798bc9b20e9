import { changesBetween, type FieldChange } from '../entry/entry.changes.js';
import type { Entry, EntryService } from '../entry/entry.js';
import { agencyFields, serviceFields } from '../entry/entry.fields.js';
import type { SourceRecord } from '../record/source-record.js';
import { eachInTurns, type Turns } from '../record/turns.js';
import type { FileNote } from '../source/file-problem.js';
import type { AssignedRow } from './import.assignment.js';
import { blankEntry, blankService } from './blank-entry.js';
import type { Standing } from './import.knowledge.js';
import { type Proposal, proposeRules } from '../hours/proposal/proposed-rules.js';
import { type Merged, mergeFill, mergeUpdate } from './import.merging.js';

/** What becomes of one row. 新しい機関・機関にサービスを追加・変更・変更なし・食い違い. */
export interface PlannedRow extends AssignedRow {
  readonly outcome: 'new' | 'added' | 'changed' | 'same' | 'conflict';
  readonly serviceId: string | null;
  /** What the row changes in the entry of its agency; worked out when it is asked for: of a long list all of it would fill the memory. */
  readonly changes: () => readonly FieldChange[];
  /** Where the agency has said something else itself: that stays. */
  readonly conflicts: readonly FieldChange[];
  readonly notes: readonly FileNote[];
}

/** An entry that a list makes or changes: as it was (nothing for a new one), and as it will be. */
export interface PlannedEntry {
  readonly before: Entry | undefined;
  readonly after: Entry;
}

export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  readonly entries: readonly PlannedEntry[];
}

interface Planner {
  readonly standing: Standing;
  /** How a row of an earlier list reads today. */
  readonly understood: (row: AssignedRow) => SourceRecord | undefined;
  readonly newId: () => string;
  readonly after: Map<string, Entry>;
  readonly used: Set<string>;
  /** Opening rules by the texts that they were read out of: a whole list has few different ones. */
  readonly proposed: Map<string, Proposal>;
}

/** Works out what every row changes, one after the other: several rows may be about one agency. */
export function* planChanges(
  assigned: readonly AssignedRow[],
  standing: Standing,
  understood: Planner['understood'],
  newId: () => string,
): Turns<ImportPlan> {
  const planner: Planner = {
    standing,
    understood,
    newId,
    after: new Map(),
    used: new Set(),
    proposed: new Map(),
  };
  const rows = yield* eachInTurns(assigned, (row) => planRow(row, planner));
  const entries = [...planner.after].map(([id, after]) => ({ before: standing.entries.get(id), after }));
  return {
    rows,
    entries: entries.filter(({ before, after }) => before !== after),
  };
}

function planRow(row: AssignedRow, planner: Planner): PlannedRow {
  const { record, standing } = row;
  if (standing === 'same') {
    const serviceId = row.before?.serviceId ?? null;
    return { ...row, outcome: 'same', serviceId, changes: () => [], conflicts: [], notes: record.notes };
  }
  const before = entryOf(row.agencyId, planner);
  if (before && standing === 'changed' && row.before?.agencyId === row.agencyId)
    return planUpdate(row, before, planner);
  return planAddition(row, before, planner);
}

function entryOf(agencyId: string, { after, standing }: Planner): Entry | undefined {
  return after.get(agencyId) ?? standing.entries.get(agencyId);
}

/** A row whose agency has heard of it before. */
function planUpdate(row: AssignedRow, entry: Entry, planner: Planner): PlannedRow {
  const { record } = row;
  const previous = planner.understood(row);
  const { type: _, ...given } = record.agency;
  const ofAgency = mergeUpdate(
    { ...entry },
    given,
    { ...previous?.agency },
    planner.standing.own.get(entry.id) ?? [],
    agencyFields,
  );
  const service = entry.services.find(({ id }) => id === row.before?.serviceId);
  const ofService = service ? updatedService(service, record, previous, planner) : nothing;
  const withNames = { ...ofAgency.set, ...formerName(entry, ofAgency.set) };
  const set = withSet(entry, withNames, service, ofService.set);
  const after = opened(set, entry, service?.id, planner);
  return planned(
    row,
    entry,
    after,
    service?.id ?? null,
    [...conflictsOf('', ofAgency), ...conflictsOf(`services/${service?.id}/`, ofService)],
    planner,
  );
}

const nothing: Merged = { set: {}, conflicts: [] };

function updatedService(
  service: EntryService,
  record: SourceRecord,
  previous: SourceRecord | undefined,
  { standing }: Planner,
): Merged {
  const given = { ...record.service, ...(record.kind === '' ? {} : { kind: record.kind }) };
  const before = { ...previous?.service, kind: previous?.kind };
  return mergeUpdate({ ...service }, given, before, standing.own.get(service.id) ?? [], serviceFields);
}

/** A row that is new to its agency: the agency is made, or gets one more service, or is filled in. */
function planAddition(row: AssignedRow, entry: Entry | undefined, planner: Planner): PlannedRow {
  const { record, before } = row;
  const moved =
    before && before.serviceId !== null ? takenAway(before.agencyId, before.serviceId, planner) : undefined;
  const base = entry ?? { ...blankEntry(row.agencyId, record.agency.type), ...defined(record.agency) };
  const { type: _type, name: _name, legalRegime: _regime, addressHidden: _hidden, ...given } = record.agency;
  const filled = entry
    ? mergeFill({ ...entry }, given, planner.standing.own.get(entry.id) ?? [], agencyFields)
    : nothing;
  const known = moved ? undefined : freeService(base, record, planner);
  const serviceId = record.service === null ? null : (known?.id ?? moved?.id ?? planner.newId());
  const ofService = known
    ? mergeFill({ ...known }, { ...record.service }, planner.standing.own.get(known.id) ?? [], serviceFields)
    : nothing;
  const added =
    serviceId === null || known
      ? base.services
      : [
          ...base.services,
          serviceFrom(moved ?? blankService(serviceId, record.kind), record, base.services.length),
        ];
  const set = withSet({ ...base, services: added }, filled.set, known, ofService.set);
  const after = opened(set, entry, serviceId, planner);
  if (serviceId !== null) planner.used.add(serviceId);
  const notes = [
    ...(entry && entry.address !== null && record.agency.addressHidden ? [stillShown(record)] : []),
    ...(entry && entry.version === 0 && record.service === null ? [sameOffice(record)] : []),
  ];
  const plannedRow = planned(row, entry, after, serviceId, [], planner);
  return { ...plannedRow, notes: [...plannedRow.notes, ...notes] };
}

function serviceFrom(base: EntryService, record: SourceRecord, sort: number): EntryService {
  return { ...base, ...defined(record.service ?? {}), kind: record.kind, sort };
}

/** A service of the same kind that no row of this source stands behind: another list has told of it already. */
function freeService(
  entry: Entry,
  record: SourceRecord,
  { standing, used }: Planner,
): EntryService | undefined {
  if (record.service === null) return undefined;
  return entry.services.find(
    ({ id, kind, endedOn }) =>
      kind === record.kind && endedOn === null && !standing.claimed.has(id) && !used.has(id),
  );
}

/** Takes a service out of the agency that it leaves. */
function takenAway(agencyId: string, serviceId: string, planner: Planner): EntryService | undefined {
  const left = entryOf(agencyId, planner);
  const service = left?.services.find(({ id }) => id === serviceId);
  if (left && service)
    planner.after.set(agencyId, { ...left, services: left.services.filter(({ id }) => id !== serviceId) });
  return service;
}

function planned(
  row: AssignedRow,
  entry: Entry | undefined,
  after: Entry,
  serviceId: string | null,
  conflicts: readonly FieldChange[],
  planner: Planner,
): PlannedRow {
  const changes = entry ? changesBetween(entry, after) : [];
  if (changes.length > 0 || !entry) planner.after.set(row.agencyId, after);
  const isAdded = row.standing === 'new' && changes.some((change) => change.path === `services/${serviceId}`);
  const told = isAdded ? 'added' : changes.length > 0 ? 'changed' : 'same';
  return {
    ...row,
    outcome: conflicts.length > 0 ? 'conflict' : entry ? told : 'new',
    serviceId,
    changes: () => (entry ? changes : changesBetween(blankEntry(row.agencyId, ''), after)),
    conflicts,
    notes: row.record.notes,
  };
}

function conflictsOf(prefix: string, { conflicts }: Merged): FieldChange[] {
  return conflicts.map(({ field, before, after }) => ({ path: prefix + field, before, after }));
}

function textsOfHours({ hours, closedDays, hoursNote }: EntryService): string {
  return JSON.stringify([hours, closedDays, hoursNote]);
}

/** Opening rules are read out of the texts again when they change, until the agency itself has said when it is open. */
function withOpening(
  service: EntryService,
  before: EntryService | undefined,
  own: readonly string[],
  proposed: Planner['proposed'],
): EntryService {
  if (service.openingConfirmed || own.includes('opening')) return service;
  const texts = textsOfHours(service);
  if (before && textsOfHours(before) === texts) return service;
  if (!proposed.has(texts))
    proposed.set(texts, proposeRules(service.closedDays, service.hours, service.hoursNote));
  const proposal = proposed.get(texts)!;
  return { ...service, opening: proposal.kind === 'exact' ? proposal.rules : null };
}

function opened(
  entry: Entry,
  before: Entry | undefined,
  serviceId: string | null | undefined,
  { standing, proposed }: Planner,
): Entry {
  const services = entry.services.map((service) =>
    service.id === serviceId
      ? withOpening(
          service,
          before?.services.find(({ id }) => id === serviceId),
          standing.own.get(service.id) ?? [],
          proposed,
        )
      : service,
  );
  return { ...entry, services };
}

function withSet(
  entry: Entry,
  agency: Readonly<Record<string, unknown>>,
  service: EntryService | undefined,
  ofService: Readonly<Record<string, unknown>>,
): Entry {
  const services =
    service && Object.keys(ofService).length > 0
      ? entry.services.map((one) => (one.id === service.id ? { ...one, ...ofService } : one))
      : entry.services;
  return { ...entry, ...agency, services };
}

/** People go on calling an agency by the name it had. */
function formerName(
  entry: Entry,
  set: Readonly<Record<string, unknown>>,
): { formerNames?: readonly string[] } {
  if (set['name'] === undefined || entry.formerNames.includes(entry.name)) return {};
  return { formerNames: [...entry.formerNames, entry.name] };
}

function stillShown({ row }: SourceRecord): FileNote {
  return {
    row,
    column: null,
    found: 'この一覧では住所が伏せられていますが、ディレクトリには住所が載っています',
    expected: '載っている住所は変えません。伏せるべきかを機関に確認してください',
  };
}

function sameOffice({ row }: SourceRecord): FileNote {
  return {
    row,
    column: null,
    found: '名前も所在地も同じ機関が、この一覧の前の行にあります',
    expected: '1つの機関にまとめます',
  };
}

function defined<T extends object>(part: T): T {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as T;
}
