import type { Location } from '../area/municipalities.js';
import type { Entry, EntryService } from '../entry/entry.js';
import { agencyFields, serviceFields } from '../entry/entry.fields.js';
import type { GivenCells } from '../layout/import.fields.js';
import type { FileNote, FileProblem } from '../source/file-problem.js';
import { areasInChargeOf } from './areas-in-charge.js';
import { hoursNoteOf, spansOf } from './cell-hours.js';
import { placeOf } from './cell-place.js';
import * as values from './cell-values.js';
import { japaneseDay } from './japanese-day.js';
import type { Vocabulary } from './vocabulary.js';

/** The fields of an agency that a row fills in. */
export type GivenAgency = Partial<
  Omit<Entry, 'id' | 'version' | 'services' | 'windows' | 'traineeOffers' | 'updatedOn' | 'isMember'>
>;

/** The fields of a service that a row fills in. */
export type GivenService = Partial<Omit<EntryService, 'id' | 'kind'>>;

/** One row as the directory understands it; what it does not understand is left out and noted, never guessed. */
export interface SourceRecord {
  readonly row: number;
  /** What the row is known by within its source. */
  readonly no: string;
  readonly officeNumber: string;
  /** Empty where the row describes an agency without a service. */
  readonly kind: string;
  readonly agency: GivenAgency & { readonly name: string; readonly type: string };
  readonly service: GivenService | null;
  readonly location: Location | undefined;
  /** Municipalities in charge, for the list of areas. */
  readonly locations: readonly Location[];
  /** What the row said, before anything was mended. */
  readonly cells: GivenCells;
  readonly notes: readonly FileNote[];
}

/** What the whole list is, where no column says so. */
export interface ListFacts {
  readonly serviceKind: string | null;
  readonly agencyType: string | null;
  /** The code of a prefecture. */
  readonly prefecture: string | null;
}

type Column = (field: keyof GivenCells) => string;

/** Understands a row that has no problems. `cells` are what it said, `sound` the same with everything mended. */
export function sourceRecord(
  { row, cells, sound }: { row: number; cells: GivenCells; sound: GivenCells },
  facts: ListFacts,
  vocabulary: Vocabulary,
  columnOf: Column,
): SourceRecord & { readonly problems: readonly FileProblem[] } {
  const notes: FileNote[] = [];
  const problems: FileProblem[] = [];
  const note: values.Noter = (field, found, expected) => {
    notes.push({ row, column: columnOf(field), found, expected });
    return null;
  };
  const refuse = (field: keyof GivenCells, found: string, expected: string) =>
    problems.push({ row, column: columnOf(field), found, expected });

  const kind = vocabulary.kindOf(values.textOf(sound.serviceKind), facts.serviceKind);
  if (kind === undefined)
    refuse(
      'serviceKind',
      `「${sound.serviceKind}」は登録されていないサービス種別です`,
      'サービス種別を先に登録してください',
    );
  const type = vocabulary.typeOf(
    { cell: values.textOf(sound.agencyType), name: sound.name ?? '', kind: kind?.code ?? null },
    facts.agencyType,
  );
  if (type === undefined && kind !== undefined)
    refuse(
      'agencyType',
      sound.agencyType
        ? `「${sound.agencyType}」は登録されていない機関の種類です`
        : '機関の種類が分かりません',
      'この一覧が何の一覧かを選んでください',
    );
  const place = placeOf(sound, facts.prefecture, note, vocabulary.areas);
  const charge = areasOf(sound, facts, place.location, note, vocabulary);
  checkDay(sound, note);
  const agency = { ...agencyOf(sound, place, note), name: sound.name ?? '', type: type ?? 'other' };
  const service = kind
    ? { ...serviceOf(sound, note), ...(kind.variant ? { name: kind.variant } : {}) }
    : null;
  for (const problem of tooLong(row, agency, service, columnOf)) problems.push(problem);
  return {
    row,
    no: values.textOf(sound.no) ?? '',
    officeNumber: values.textOf(sound.officeNumber)?.normalize('NFKC') ?? '',
    kind: kind?.code ?? '',
    agency: charge
      ? { ...agency, areasInCharge: charge.map(({ municipality }) => municipality.code).toSorted() }
      : agency,
    service,
    location: place.location,
    locations: charge ?? [],
    cells,
    notes,
    problems,
  };
}

/** Only fields whose columns the list has: what it does not speak of, it does not empty. */
function agencyOf(
  cells: GivenCells,
  { address, masked, location }: ReturnType<typeof placeOf>,
  note: values.Noter,
): GivenAgency {
  const has = (...fields: (keyof GivenCells)[]) => fields.some((field) => cells[field] !== undefined);
  const legalName = values.textOf(cells.legalName);
  return {
    ...(has('kana') ? { kana: values.kanaOf(cells.kana) } : {}),
    ...(has('aliases') ? { aliases: wordsOf(cells.aliases) } : {}),
    ...(has('legalName') ? { legalName, legalRegime: regimeOf(legalName ?? '') } : {}),
    ...(has('corporationNumber')
      ? { corporationNumber: values.corporationNumberOf(cells.corporationNumber, note) }
      : {}),
    ...(has('officeNumber')
      ? { officeNumber: values.textOf(cells.officeNumber)?.normalize('NFKC') ?? null }
      : {}),
    ...(location ? { area: location.municipality.code } : {}),
    ...(has('address', 'city', 'street') ? { address, addressHidden: masked } : {}),
    ...(has('phone') ? { phone: values.phoneOf('phone', cells.phone, note) } : {}),
    ...(has('fax') ? { fax: values.phoneOf('fax', cells.fax, note) } : {}),
    ...(has('email') ? { email: values.mailOf(cells.email, note) } : {}),
    ...(has('url') ? { url: values.webAddressOf(cells.url, note) } : {}),
    ...(has('description') ? { description: values.textOf(cells.description) } : {}),
    ...(has('accessNote') ? { accessNote: values.textOf(cells.accessNote) } : {}),
    ...(has('barrierFree') ? { barrierFree: values.barrierFreeOf(cells.barrierFree) } : {}),
    ...whereabouts(cells, masked, has('postalCode'), has('latitude', 'longitude'), note),
  };
}

/** A masked address takes its postal code and coordinates along: they would give it away. */
function whereabouts(
  cells: GivenCells,
  masked: boolean,
  hasCode: boolean,
  hasPoint: boolean,
  note: values.Noter,
): GivenAgency {
  const point = hasPoint ? values.coordinatesOf(cells, note) : undefined;
  return {
    ...(hasCode ? { postalCode: masked ? null : values.postalCodeOf(cells.postalCode) } : {}),
    ...(point
      ? { latitude: masked ? null : point.latitude, longitude: masked ? null : point.longitude }
      : {}),
  };
}

function serviceOf(cells: GivenCells, note: values.Noter): GivenService {
  const has = (...fields: (keyof GivenCells)[]) => fields.some((field) => cells[field] !== undefined);
  const meals = values.partAnswerOf(cells.meals);
  const transport = values.partAnswerOf(cells.transport);
  return {
    ...(has('serviceName') ? { name: values.textOf(cells.serviceName) } : {}),
    ...(has('serviceDescription') ? { description: values.textOf(cells.serviceDescription) } : {}),
    ...(has('capacity') ? { capacity: values.wholeNumberOf('capacity', cells.capacity, note) } : {}),
    ...(has('disabilities', 'physical', 'intellectual', 'mental', 'developmental', 'intractable')
      ? { disabilities: values.disabilitiesOf(cells) }
      : {}),
    ...(has('eligibility') ? { eligibility: values.textOf(cells.eligibility) } : {}),
    ...(has('costs') ? { costs: values.textOf(cells.costs) } : {}),
    ...(has('wageMonthly')
      ? { wageMonthly: values.wholeNumberOf('wageMonthly', cells.wageMonthly, note) }
      : {}),
    ...(has('meals') ? { meals: meals.answer, mealsNote: meals.note } : {}),
    ...(has('transport') ? { transport: transport.answer, transportNote: transport.note } : {}),
    ...(has('weekdayHours', 'saturdayHours', 'sundayHours', 'holidayHours', 'openDays')
      ? { hours: spansOf(cells, note) }
      : {}),
    ...(has('hoursNote', 'openDays', 'openFrom', 'openTo') ? { hoursNote: hoursNoteOf(cells) } : {}),
    ...(has('closedDays') ? { closedDays: values.textOf(cells.closedDays) } : {}),
  };
}

function areasOf(
  cells: GivenCells,
  facts: ListFacts,
  location: Location | undefined,
  note: values.Noter,
  { areas }: Vocabulary,
): readonly Location[] | undefined {
  if (cells.areasInCharge === undefined) return undefined;
  const prefecture = facts.prefecture ?? location?.prefecture.code ?? null;
  const { locations, unknown } = areasInChargeOf(cells.areasInCharge, prefecture, areas);
  if (unknown.length > 0)
    note(
      'areasInCharge',
      `「${unknown.join('、')}」がどの市区町村か分かりません`,
      'この市区町村は管轄に加えず、ほかは取り込みます。名前を読点で区切ってください',
    );
  return locations;
}

function checkDay(cells: GivenCells, note: values.Noter): void {
  const day = values.textOf(cells.designatedOn);
  if (day !== null && japaneseDay(day) === undefined)
    note(
      'designatedOn',
      `「${day}」は日付として読めません`,
      '照合のためにこのまま控え、掲載はしません。2021/4/1 や 令和3年4月1日 の形が必要です',
    );
}

function tooLong(row: number, agency: object, service: object | null, columnOf: Column): FileProblem[] {
  const long = (part: object, fields: typeof agencyFields | typeof serviceFields) =>
    Object.entries(part).flatMap(([name, value]): FileProblem[] => {
      const { max, label } = (fields as Record<string, { max?: number; label: string }>)[name] ?? {
        label: '',
      };
      if (typeof value !== 'string' || max === undefined || value.length <= max) return [];
      return [
        {
          row,
          column: columnOf(name as keyof GivenCells) ?? label,
          found: `「${value.slice(0, 20)}…」は長すぎます（${value.length}文字）`,
          expected: `${max}文字までにしてください`,
        },
      ];
    });
  return [...long(agency, agencyFields), ...(service ? long(service, serviceFields) : [])];
}

function wordsOf(cell: string | undefined): string[] {
  return (values.textOf(cell) ?? '').split(/[、，,／/;；\n]+/u).filter((word) => word.trim() !== '');
}

function regimeOf(legalName: string): Entry['legalRegime'] {
  if (/独立行政法人/.test(legalName)) return 'iaa';
  if (/^(?:国|厚生労働省|.*労働局)$/.test(legalName)) return 'national';
  // A municipality, never a corporation whose name happens to end alike (株式会社みどり村).
  return /^[^会法社]+[都道府県市区町村]$/.test(legalName) ? 'municipal' : 'private';
}
