import {
  type AgencyRow,
  agencyStatuses,
  barrierFreeFacts,
  disabilities,
  freshnessLevels,
  freshnessOf,
  mayKeepEntry,
  mayTellVacancy,
  type ServiceRow,
  stateOn,
  type Vacancy,
  vacancyNames,
  type VacancyState,
  vacancyStates,
  visibilities,
} from '#libs/directory';
import { type Actor, belongsTo } from '#libs/identity';
import { dayInJapan } from '#libs/platform';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';
import { hoursText } from './hours.text.js';
import { AgencyAreaView, NamedView } from './named.view.js';
import { OpeningView, presentOpening } from './opening-hours.presenter.js';

/** What an agency told about the free places of a service. Past its date it is unknown again. */
export class VacancyView {
  @ShowsText({ codes: vacancyStates }) state!: VacancyState;
  @ShowsText() stateName!: string;
  @ShowsNumber({ nullable: true }) available!: number | null;
  @ShowsDay() confirmedOn!: string;
  @ShowsText() saidBy!: string;
  @ShowsDay({ nullable: true }) goodUntil!: string | null;
  @ShowsText({ nullable: true }) note!: string | null;
  @ShowsFlag() lapsed!: boolean;
  @ShowsNumber() version!: number;
}

/** One service of an agency. */
export class ServiceView {
  @ShowsId() id!: string;
  @ShowsView(() => NamedView) kind!: NamedView;
  @ShowsText({ nullable: true }) name!: string | null;
  @ShowsNumber({ nullable: true }) capacity!: number | null;
  @ShowsText({ list: true }) disabilities!: string[];
  @ShowsText({ nullable: true }) eligibility!: string | null;
  @ShowsNumber({ nullable: true }) ageMin!: number | null;
  @ShowsNumber({ nullable: true }) ageMax!: number | null;
  @ShowsText({ nullable: true }) costs!: string | null;
  @ShowsNumber({ nullable: true }) wageMonthly!: number | null;
  @ShowsNumber({ nullable: true }) wageYear!: number | null;
  @ShowsText({ nullable: true }) transport!: string | null;
  @ShowsText({ nullable: true }) meals!: string | null;
  @ShowsText({ nullable: true }) visit!: string | null;
  @ShowsText({ nullable: true }) trial!: string | null;
  @ShowsText({ nullable: true }) training!: string | null;
  @ShowsText({ nullable: true }) howToApply!: string | null;
  /** Null where nobody has said when it is open, and no text says it exactly. */
  @ShowsView(() => OpeningView, { nullable: true }) opening!: OpeningView | null;
  /** What a source wrote. */
  @ShowsText({ nullable: true }) hours!: string | null;
  @ShowsText({ nullable: true }) closedDays!: string | null;
  @ShowsText({ nullable: true }) description!: string | null;
  @ShowsText({ nullable: true }) plainDescription!: string | null;
  @ShowsDay({ nullable: true }) endedOn!: string | null;
  @ShowsView(() => VacancyView, { nullable: true }) vacancy!: VacancyView | null;
}

/** Whom to call, for what. */
export class WindowView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText({ nullable: true }) forWhat!: string | null;
  @ShowsText({ nullable: true }) phone!: string | null;
  @ShowsText({ nullable: true }) extension!: string | null;
  @ShowsText({ nullable: true }) fax!: string | null;
  @ShowsText({ nullable: true }) email!: string | null;
  @ShowsText({ nullable: true }) hours!: string | null;
  @ShowsText({ codes: visibilities }) visibility!: string;
}

/** A job in which trainees are taken. */
export class TraineeOfferView {
  @ShowsId() id!: string;
  @ShowsText() job!: string;
  @ShowsText({ nullable: true }) period!: string | null;
  @ShowsNumber({ nullable: true }) places!: number | null;
  @ShowsText({ nullable: true }) conditions!: string | null;
  @ShowsText({ nullable: true }) insurance!: string | null;
  @ShowsText() reception!: string;
  @ShowsText({ codes: visibilities }) visibility!: string;
}

/** A link to a page of the agency. */
export class AgencyLinkView {
  @ShowsText() label!: string;
  @ShowsText() url!: string;
}

/** A photograph or leaflet. */
export class AgencyFileView {
  @ShowsId() id!: string;
  @ShowsText() contentType!: string;
  /** What a picture shows, or what a leaflet is called. */
  @ShowsText() words!: string;
  @ShowsNumber() octets!: number;
  @ShowsNumber({ nullable: true }) width!: number | null;
  @ShowsNumber({ nullable: true }) height!: number | null;
  @ShowsText({ codes: visibilities }) visibility!: string;
}

/** Another agency, to go on to. */
export class AgencyRefView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
}

/** A municipality in charge of, with the block around it. */
export class MunicipalityInChargeView extends NamedView {
  @ShowsText() around!: string;
}

/** What an agency has announced for a later day. */
export class AnnouncedView {
  @ShowsId() id!: string;
  @ShowsDay() on!: string;
  @ShowsText({ codes: agencyStatuses }) status!: string;
  @ShowsDay({ nullable: true }) until!: string | null;
  @ShowsText({ nullable: true }) note!: string | null;
  @ShowsFlag() moves!: boolean;
  @ShowsText({ nullable: true }) address!: string | null;
  @ShowsView(() => AgencyRefView, { nullable: true }) successor!: AgencyRefView | null;
}

/** How long ago somebody said that the entry is right. */
export class FreshnessView {
  @ShowsText({ codes: freshnessLevels }) level!: string;
  @ShowsText() text!: string;
}

/** A field that not everybody sees. */
export class NarrowFieldView {
  @ShowsText() field!: string;
  @ShowsText({ codes: visibilities }) visibility!: string;
}

/** What the reader may do with an agency. */
export class AgencyCanView {
  @ShowsFlag() updateVacancy!: boolean;
  @ShowsFlag() refer!: boolean;
  @ShowsFlag() edit!: boolean;
}

/** An agency in full, as far as the reader may see it. */
export class AgencyView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() kana!: string;
  @ShowsText({ nullable: true }) corporation!: string | null;
  @ShowsText({ nullable: true }) corporationNumber!: string | null;
  @ShowsText({ list: true }) aliases!: string[];
  @ShowsText({ list: true }) formerNames!: string[];
  @ShowsText({ nullable: true }) code!: string | null;
  @ShowsView(() => NamedView) type!: NamedView;
  @ShowsView(() => AgencyAreaView, { nullable: true }) area!: AgencyAreaView | null;
  @ShowsText({ nullable: true }) description!: string | null;
  @ShowsText({ nullable: true }) plainDescription!: string | null;
  @ShowsText({ nullable: true }) postalCode!: string | null;
  @ShowsText({ nullable: true }) address!: string | null;
  @ShowsFlag() addressHidden!: boolean;
  @ShowsText({ nullable: true }) accessNote!: string | null;
  @ShowsText({ list: true }) barrierFree!: string[];
  @ShowsText({ nullable: true }) phone!: string | null;
  @ShowsText({ nullable: true }) fax!: string | null;
  @ShowsText({ nullable: true }) email!: string | null;
  @ShowsText({ nullable: true }) website!: string | null;
  @ShowsView(() => AgencyLinkView, { list: true }) links!: AgencyLinkView[];
  @ShowsNumber({ nullable: true }) latitude!: number | null;
  @ShowsNumber({ nullable: true }) longitude!: number | null;
  @ShowsText({ codes: agencyStatuses }) status!: string;
  @ShowsDay({ nullable: true }) statusFrom!: string | null;
  @ShowsDay({ nullable: true }) statusUntil!: string | null;
  @ShowsText({ nullable: true }) statusNote!: string | null;
  @ShowsView(() => AgencyRefView, { nullable: true }) successor!: AgencyRefView | null;
  @ShowsView(() => AnnouncedView, { list: true }) announced!: AnnouncedView[];
  @ShowsFlag() inPortal!: boolean;
  @ShowsDay({ nullable: true }) confirmedOn!: string | null;
  @ShowsView(() => FreshnessView) freshness!: FreshnessView;
  @ShowsMoment() updatedAt!: string;
  @ShowsDay() updatedOn!: string;
  @ShowsView(() => ServiceView, { list: true }) services!: ServiceView[];
  @ShowsView(() => WindowView, { list: true }) windows!: WindowView[];
  @ShowsView(() => TraineeOfferView, { list: true }) traineeOffers!: TraineeOfferView[];
  @ShowsView(() => MunicipalityInChargeView, { list: true }) areasInCharge!: MunicipalityInChargeView[];
  @ShowsView(() => AgencyFileView, { list: true }) files!: AgencyFileView[];
  /** For those who keep the entry: its fields that not everybody sees. */
  @ShowsView(() => NarrowFieldView, { list: true }) narrow!: NarrowFieldView[];
  /** Edits of this agency that wait for approval. */
  @ShowsNumber() waiting!: number;
  @ShowsNumber() version!: number;
  @ShowsView(() => AgencyCanView) can!: AgencyCanView;
}

export function presentAgency(agency: AgencyRow, actor: Actor, now: Date): AgencyView {
  const { entry, area } = agency;
  const today = dayInJapan(now);
  const toldOn = agency.services.flatMap(({ vacancy }) => vacancy?.asOf ?? []);
  const freshDays = [entry.confirmedOn ?? '', dayInJapan(new Date(agency.updatedAt)), ...toldOn].sort();
  return {
    id: entry.id,
    name: entry.name,
    kana: entry.kana,
    corporation: entry.legalName,
    corporationNumber: entry.corporationNumber,
    aliases: [...entry.aliases],
    formerNames: [...entry.formerNames],
    code: entry.officeNumber,
    type: { code: agency.type.code, name: agency.type.name },
    area: area && { code: area.code, name: area.name, prefecture: area.prefecture },
    description: entry.description,
    plainDescription: entry.plainDescription,
    ...place(agency),
    phone: entry.phone,
    fax: entry.fax,
    email: entry.email,
    website: entry.url,
    links: entry.links.map(({ label, url }) => ({ label, url })),
    ...standing(agency),
    inPortal: entry.isMember,
    confirmedOn: entry.confirmedOn,
    freshness: presentFreshness(entry.confirmedOn, today),
    updatedAt: agency.updatedAt,
    updatedOn: freshDays.at(-1)!,
    services: agency.services.map((service) => presentService(service, now)),
    ...lists(agency),
    // Others are not told that there is something they do not see.
    narrow: Object.entries(entry.visibility)
      .filter(([, visibility]) => visibility !== 'public')
      .map(([field, visibility]) => ({ field, visibility })),
    waiting: agency.waiting,
    version: entry.version,
    can: {
      updateVacancy: mayTellVacancy(actor, entry.id) && entry.status === 'active',
      refer:
        entry.isMember &&
        entry.status === 'active' &&
        entry.id !== actor.agencyId &&
        belongsTo('caseworker', actor.role),
      edit: isKeeper(actor, entry.id),
    },
  };

  function isKeeper({ agencyId, role }: Actor, id: string): boolean {
    return agencyId !== null && role !== null && mayKeepEntry({ agencyId, role }, id);
  }
}

function presentFreshness(confirmedOn: string | null, today: string): FreshnessView {
  const { level, text } = freshnessOf(confirmedOn, today);
  return { level, text };
}

/** A hidden address is shown to those who keep it, and to nobody else. */
function place({ entry, circle }: AgencyRow) {
  const hides = entry.addressHidden && circle !== 'own';
  return {
    postalCode: hides ? null : entry.postalCode,
    address: hides ? null : entry.address,
    addressHidden: entry.addressHidden,
    accessNote: hides ? null : entry.accessNote,
    barrierFree: barrierFreeFacts.flatMap(([code, name]) => (entry.barrierFree.includes(code) ? [name] : [])),
    latitude: hides ? null : entry.latitude,
    longitude: hides ? null : entry.longitude,
  };
}

function standing({ entry, successor, announced }: AgencyRow) {
  return {
    status: entry.status,
    statusFrom: entry.statusFrom,
    statusUntil: entry.statusUntil,
    statusNote: entry.statusNote,
    successor: successor && { id: successor.id, name: successor.name },
    announced: announced.map((change) => ({
      id: change.id,
      on: change.on,
      status: change.status,
      until: change.until,
      note: change.note,
      moves: change.moves,
      address: change.address,
      successor: change.successor && { id: change.successor.id, name: change.successor.name },
    })),
  };
}

function lists({ entry, areasInCharge, files }: AgencyRow) {
  return {
    windows: entry.windows.map((window) => ({
      id: window.id,
      name: window.name,
      forWhat: window.forWhat,
      phone: window.phone,
      extension: window.extension,
      fax: window.fax,
      email: window.email,
      hours: window.hours,
      visibility: window.visibility,
    })),
    traineeOffers: entry.traineeOffers.map((offer) => ({
      id: offer.id,
      job: offer.job,
      period: offer.period,
      places: offer.places,
      conditions: offer.conditions,
      insurance: offer.insurance,
      reception: receptionNames[offer.reception],
      visibility: offer.visibility,
    })),
    areasInCharge: areasInCharge.map(({ code, name, around }) => ({ code, name, around })),
    files: files.map(({ id, contentType, words, octets, width, height, visibility }) => ({
      id,
      contentType,
      words,
      octets,
      width,
      height,
      visibility,
    })),
  };
}

const receptionNames = { yes: '受け入れている', ask: '相談のうえ', no: '受け入れていない' } as const;
const partNames = { yes: 'あり', partly: '一部あり', no: 'なし' } as const;

function presentService(service: ServiceRow, now: Date): ServiceView {
  const today = dayInJapan(now);
  const withNote = (answer: ServiceRow['meals'], note: string | null) =>
    [answer && partNames[answer], note].filter(Boolean).join('　') || null;
  return {
    id: service.id,
    kind: { code: service.kind, name: service.kindName },
    name: service.name,
    capacity: service.capacity,
    disabilities: disabilities.flatMap(([code, name]) => (service.disabilities.includes(code) ? [name] : [])),
    eligibility: service.eligibility,
    ageMin: service.ageMin,
    ageMax: service.ageMax,
    costs: service.costs,
    wageMonthly: service.wageMonthly,
    wageYear: service.wageYear,
    transport: withNote(service.transport, service.transportNote),
    meals: withNote(service.meals, service.mealsNote),
    visit: service.visit && receptionNames[service.visit],
    trial: service.trial && receptionNames[service.trial],
    training: service.training && receptionNames[service.training],
    howToApply: service.howToApply,
    opening: presentOpening(service, now),
    hours: hoursText(service.hours, service.hoursNote),
    closedDays: service.closedDays,
    description: service.description,
    plainDescription: service.plainDescription,
    endedOn: service.endedOn,
    vacancy: service.vacancy && presentVacancy(service.vacancy, today),
  };
}

export function presentVacancy(vacancy: Vacancy, today: string): VacancyView {
  const state = stateOn(today, vacancy);
  const lapsed = state !== vacancy.state;
  return {
    state,
    stateName: vacancyNames[state],
    available: lapsed ? null : (vacancy.available ?? (state === 'none' ? 0 : null)),
    confirmedOn: vacancy.asOf,
    saidBy: vacancy.saidBy,
    goodUntil: vacancy.goodUntil,
    note: vacancy.note,
    lapsed,
    version: vacancy.version,
  };
}
