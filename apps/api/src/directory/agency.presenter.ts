import {
  type AgencyRow,
  agencyStatuses,
  disabilities,
  mayTellVacancy,
  type ServiceRow,
  stateOn,
  type Vacancy,
  vacancyNames,
  type VacancyState,
  vacancyStates,
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
  @ShowsText({ nullable: true }) hours!: string | null;
  @ShowsText({ nullable: true }) closedDays!: string | null;
  @ShowsText({ nullable: true }) description!: string | null;
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
}

/** What the reader may do with an agency. */
export class AgencyCanView {
  @ShowsFlag() updateVacancy!: boolean;
  @ShowsFlag() refer!: boolean;
}

/** An agency in full. */
export class AgencyView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() kana!: string;
  @ShowsText({ nullable: true }) corporation!: string | null;
  @ShowsText({ list: true }) aliases!: string[];
  @ShowsText({ list: true }) formerNames!: string[];
  @ShowsText({ nullable: true }) code!: string | null;
  @ShowsView(() => NamedView) type!: NamedView;
  @ShowsView(() => AgencyAreaView, { nullable: true }) area!: AgencyAreaView | null;
  @ShowsText({ nullable: true }) postalCode!: string | null;
  @ShowsText({ nullable: true }) address!: string | null;
  @ShowsFlag() addressHidden!: boolean;
  @ShowsText({ nullable: true }) phone!: string | null;
  @ShowsText({ nullable: true }) fax!: string | null;
  @ShowsText({ nullable: true }) website!: string | null;
  @ShowsNumber({ nullable: true }) latitude!: number | null;
  @ShowsNumber({ nullable: true }) longitude!: number | null;
  @ShowsText({ codes: agencyStatuses }) status!: string;
  @ShowsFlag() inPortal!: boolean;
  @ShowsDay({ nullable: true }) confirmedOn!: string | null;
  @ShowsMoment() updatedAt!: string;
  @ShowsDay() updatedOn!: string;
  @ShowsView(() => ServiceView, { list: true }) services!: ServiceView[];
  @ShowsView(() => WindowView, { list: true }) windows!: WindowView[];
  @ShowsNumber() version!: number;
  @ShowsView(() => AgencyCanView) can!: AgencyCanView;
}

export function presentAgency(agency: AgencyRow, actor: Actor, today: string): AgencyView {
  const { area, isMember, status } = agency;
  const toldOn = agency.services.flatMap(({ vacancy }) => vacancy?.asOf ?? []);
  const freshDays = [agency.confirmedOn ?? '', dayInJapan(new Date(agency.updatedAt)), ...toldOn].sort();
  return {
    id: agency.id,
    name: agency.name,
    kana: agency.kana,
    corporation: agency.legalName,
    aliases: agency.aliases,
    formerNames: agency.formerNames,
    code: agency.officeNumber,
    type: { code: agency.type.code, name: agency.type.name },
    area: area && { code: area.code, name: area.name, prefecture: area.prefecture },
    postalCode: agency.postalCode,
    address: agency.address,
    addressHidden: agency.addressHidden,
    phone: agency.phone,
    fax: agency.fax,
    website: agency.url,
    latitude: agency.latitude,
    longitude: agency.longitude,
    status,
    inPortal: isMember,
    confirmedOn: agency.confirmedOn,
    updatedAt: agency.updatedAt,
    updatedOn: freshDays.at(-1)!,
    services: agency.services.map((service) => presentService(service, today)),
    windows: agency.windows.map(({ id, name, forWhat, phone, extension, fax, email, hours }) => ({
      id,
      name,
      forWhat,
      phone,
      extension,
      fax,
      email,
      hours,
    })),
    version: agency.version,
    can: {
      updateVacancy: mayTellVacancy(actor, agency.id),
      refer:
        isMember &&
        status === 'active' &&
        agency.id !== actor.agencyId &&
        belongsTo('caseworker', actor.role),
    },
  };
}

function presentService(service: ServiceRow, today: string): ServiceView {
  return {
    id: service.id,
    kind: { code: service.kind, name: service.kindName },
    name: service.name,
    capacity: service.capacity,
    disabilities: disabilities.flatMap(([code, name]) => (service.disabilities.includes(code) ? [name] : [])),
    hours: hoursText(service.hours, service.hoursNote),
    closedDays: service.closedDays,
    description: service.description,
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
