import { vacancyNames, type VacancyState } from '../agency/vacancy.js';
import { barrierFreeFacts, disabilities } from '../entry/entry.codes.js';
import type { Entry, EntryService } from '../entry/entry.js';
import { agencyFields, serviceFields } from '../entry/entry.fields.js';
import { openingText } from '../hours/opening-text.js';
import type { OpeningRules } from '../hours/opening-rules.js';
import { sourceHours } from '../hsds/source-hours.js';
import { freshnessOf } from '../upkeep/freshness.js';

/** What a column is filled from: an entry as its reader may see it, one of its services, and what else is known of both. */
export interface ExportedRow {
  readonly entry: Entry;
  /** Null in a list of agencies. */
  readonly service: EntryService | null;
  readonly type: string;
  readonly area: string;
  readonly kindOf: (code: string) => string;
  readonly areaOf: (code: string) => string;
  readonly vacancyOf: (serviceId: string) => ExportedVacancy | undefined;
  readonly today: string;
}

/** What was last told of the free places of a service and still holds. */
export interface ExportedVacancy {
  readonly state: VacancyState;
  readonly available: number | null;
  readonly asOf: string;
}

type Value = string | number | null;

interface ExportColumnRule {
  readonly label: string;
  /** In a list of agencies, what its services say is put together. */
  readonly per: 'agency' | 'service';
  readonly value: (row: ExportedRow & { service: EntryService }) => Value;
}

const names = (codes: readonly string[], table: readonly (readonly [string, string])[]) =>
  table.flatMap(([code, name]) => (codes.includes(code) ? [name] : [])).join('、');

const ofAgency = (label: string, value: (row: ExportedRow) => Value): ExportColumnRule => ({
  label,
  per: 'agency',
  value,
});
const ofService = (label: string, value: ExportColumnRule['value']): ExportColumnRule => ({
  label,
  per: 'service',
  value,
});
const answer = (name: 'transport' | 'meals' | 'visit' | 'trial' | 'training') =>
  ofService(serviceFields[name].label, ({ service }) => codeName(serviceFields[name].codes, service[name]));

function codeName(
  codes: readonly (readonly [string, string])[] | undefined,
  code: string | null,
): string | null {
  return codes?.find(([known]) => known === code)?.[1] ?? null;
}

/** By the rules; where there are none, what a source said, which nobody has confirmed. */
function openingOf(service: EntryService, today: string): string | null {
  const rules = service.opening as OpeningRules | null;
  const source = rules === null || rules.unknown ? sourceHours(service) : null;
  if (source !== null) return `${source}（未確認）`;
  return rules && openingText(rules, today);
}

/** Every column of an export, in the order of the file. */
export const exportColumns = {
  name: ofAgency(agencyFields.name.label, ({ entry }) => entry.name),
  kana: ofAgency(agencyFields.kana.label, ({ entry }) => entry.kana),
  type: ofAgency(agencyFields.type.label, ({ type }) => type),
  status: ofAgency('状態', ({ entry }) => (entry.status === 'suspended' ? '休止中' : '活動中')),
  inPortal: ofAgency('連携ポータル', ({ entry }) => (entry.isMember ? '参加' : null)),
  area: ofAgency(agencyFields.area.label, ({ area }) => area),
  postalCode: ofAgency(agencyFields.postalCode.label, ({ entry }) => entry.postalCode),
  address: ofAgency(agencyFields.address.label, ({ entry }) => entry.address),
  phone: ofAgency(agencyFields.phone.label, ({ entry }) => entry.phone),
  fax: ofAgency(agencyFields.fax.label, ({ entry }) => entry.fax),
  email: ofAgency(agencyFields.email.label, ({ entry }) => entry.email),
  url: ofAgency(agencyFields.url.label, ({ entry }) => entry.url),
  aliases: ofAgency(agencyFields.aliases.label, ({ entry }) => entry.aliases.join('、')),
  legalName: ofAgency(agencyFields.legalName.label, ({ entry }) => entry.legalName),
  corporationNumber: ofAgency(agencyFields.corporationNumber.label, ({ entry }) => entry.corporationNumber),
  officeNumber: ofAgency(agencyFields.officeNumber.label, ({ entry }) => entry.officeNumber),
  description: ofAgency(agencyFields.description.label, ({ entry }) => entry.description),
  accessNote: ofAgency(agencyFields.accessNote.label, ({ entry }) => entry.accessNote),
  barrierFree: ofAgency(agencyFields.barrierFree.label, ({ entry }) =>
    names(entry.barrierFree, barrierFreeFacts),
  ),
  areasInCharge: ofAgency('管轄・圏域', ({ entry, areaOf }) => entry.areasInCharge.map(areaOf).join('、')),
  windows: ofAgency('窓口', ({ entry }) =>
    entry.windows
      .map(({ name, phone, extension }) =>
        [name, phone, extension && `内線${extension}`].filter(Boolean).join(' '),
      )
      .join('、'),
  ),
  confirmedOn: ofAgency('掲載内容を確認した日', ({ entry }) => entry.confirmedOn),
  freshness: ofAgency('掲載内容の新しさ', ({ entry, today }) => freshnessOf(entry.confirmedOn, today).text),
  updatedOn: ofAgency('更新日', ({ entry }) => entry.updatedOn),
  service: ofService(serviceFields.kind.label, ({ service, kindOf }) => kindOf(service.kind)),
  serviceName: ofService(serviceFields.name.label, ({ service }) => service.name),
  capacity: ofService(serviceFields.capacity.label, ({ service }) => service.capacity),
  disabilities: ofService(serviceFields.disabilities.label, ({ service }) =>
    names(service.disabilities, disabilities),
  ),
  eligibility: ofService(serviceFields.eligibility.label, ({ service }) => service.eligibility),
  vacancy: ofService(
    '空き状況',
    ({ service, vacancyOf }) => vacancyNames[vacancyOf(service.id)?.state ?? 'unknown'],
  ),
  available: ofService('空きの人数', ({ service, vacancyOf }) => vacancyOf(service.id)?.available ?? null),
  vacancyAsOf: ofService(
    '空き状況を確認した日',
    ({ service, vacancyOf }) => vacancyOf(service.id)?.asOf ?? null,
  ),
  opening: ofService(serviceFields.opening.label, ({ service, today }) => openingOf(service, today)),
  transport: answer('transport'),
  meals: answer('meals'),
  visit: answer('visit'),
  trial: answer('trial'),
  training: answer('training'),
  wageMonthly: ofService(serviceFields.wageMonthly.label, ({ service }) => service.wageMonthly),
  costs: ofService(serviceFields.costs.label, ({ service }) => service.costs),
  howToApply: ofService(serviceFields.howToApply.label, ({ service }) => service.howToApply),
} as const satisfies Record<string, ExportColumnRule>;

export type ExportColumn = keyof typeof exportColumns;

/** The columns of an export when nobody has chosen any. */
export const usualColumns: readonly ExportColumn[] = [
  ...(['name', 'kana', 'type', 'status', 'area', 'postalCode', 'address', 'phone', 'fax', 'url'] as const),
  ...([
    'officeNumber',
    'service',
    'capacity',
    'disabilities',
    'vacancy',
    'available',
    'opening',
    'updatedOn',
  ] as const),
];

/** What one of several services of an agency says in a column. */
interface SaidByService {
  /** What the service is called; null where the agency has but one, or the column is that name. */
  readonly of: string | null;
  readonly value: string | number;
}

/** What a column says of a row, service by service in a list of agencies; whoever says nothing is left out. */
export function said(column: ExportColumn, row: ExportedRow): SaidByService[] {
  const { per, value }: ExportColumnRule = exportColumns[column];
  const services = row.entry.services.filter(({ endedOn }) => endedOn === null);
  const ofOne = (service: EntryService | null, of: string | null): SaidByService[] => {
    const told = value({ ...row, service } as ExportedRow & { service: EntryService });
    return told === null || told === '' ? [] : [{ of, value: told }];
  };
  if (per === 'agency' || row.service !== null) return ofOne(row.service, null);
  const named = services.length > 1 && column !== 'service' && column !== 'serviceName';
  return services.flatMap((service) =>
    ofOne(service, named ? (service.name ?? row.kindOf(service.kind)) : null),
  );
}

/** What a column says of a row, plainly. In a list of agencies what several services say stands side by side, by name. */
export function exportedValue(column: ExportColumn, row: ExportedRow): Value {
  const values = said(column, row).map(({ of, value }) => (of === null ? value : `${of}: ${value}`));
  return values.length > 1 ? [...new Set(values.map(String))].join('、') : (values[0] ?? null);
}
