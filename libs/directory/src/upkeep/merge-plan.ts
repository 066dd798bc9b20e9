import type { Entry, EntryService, Visibility } from '../entry/entry.js';
import { agencyFields } from '../entry/entry.fields.js';
import { nameKey } from '../search/corporation-forms.js';
import { normalise, phoneKey } from '../search/normalise.js';

/** Lists of an agency of which a merger keeps both sides. */
export const unitedFields = ['aliases', 'formerNames', 'barrierFree', 'links'] as const;

/** The fields of which one value has to be chosen. */
export const choosableFields = (Object.keys(agencyFields) as (keyof typeof agencyFields)[]).filter(
  (name) => !(unitedFields as readonly string[]).includes(name) && name !== 'addressHidden',
);
export type ChoosableField = (typeof choosableFields)[number];

/** What becomes of two entries that are one agency. */
export interface MergePlan {
  /** The fields of the entry that stays, and the services of its own that learn something. */
  readonly kept: Entry;
  /** Rows that go over to it as they are. */
  readonly moved: {
    readonly services: readonly string[];
    readonly windows: readonly string[];
    readonly traineeOffers: readonly string[];
  };
  /** Services of the other that are the same as one of its own. */
  readonly combined: readonly { readonly gone: string; readonly kept: string }[];
  /** Windows of the other that it has already. */
  readonly known: readonly string[];
}

/**
 * Nothing is lost: of each field the chosen value stays and lists are united; services, windows and trainee offers go
 * over, but for those that both have, of which the gaps are filled. What is for fewer eyes in either stays for fewer.
 */
export function planMerge(kept: Entry, gone: Entry, take: readonly ChoosableField[]): MergePlan {
  const combined = sameServices(kept.services, gone.services);
  const known = gone.windows.filter((window) => kept.windows.some((own) => isSameWindow(own, window)));
  const knownIds = known.map(({ id }) => id);
  const others = gone.services.filter(({ id }) => !combined.some((pair) => pair.gone === id));
  return {
    kept: {
      ...kept,
      ...Object.fromEntries(take.map((name) => [name, gone[name]])),
      ...united(kept, gone, take),
      addressHidden: kept.addressHidden || gone.addressHidden,
      visibility: narrowest(kept.visibility, gone.visibility),
      areasInCharge: [...new Set([...kept.areasInCharge, ...gone.areasInCharge])].toSorted(),
      services: kept.services.map((service) => filled(service, combined, gone.services)),
    },
    moved: {
      services: others.map(({ id }) => id),
      windows: gone.windows.filter(({ id }) => !knownIds.includes(id)).map(({ id }) => id),
      traineeOffers: gone.traineeOffers.map(({ id }) => id),
    },
    combined,
    known: knownIds,
  };
}

/** The names under which either was found go on finding the one that stays. */
function united(
  kept: Entry,
  gone: Entry,
  take: readonly ChoosableField[],
): Pick<Entry, 'aliases' | 'formerNames' | 'barrierFree' | 'links'> {
  const name = take.includes('name') ? gone.name : kept.name;
  const otherNames = [kept.name, gone.name].filter((other) => other !== name);
  return {
    aliases: distinctNames([...kept.aliases, ...gone.aliases, ...otherNames], name),
    formerNames: distinctNames([...kept.formerNames, ...gone.formerNames], name),
    barrierFree: [...new Set([...kept.barrierFree, ...gone.barrierFree])],
    links: [...new Map([...gone.links, ...kept.links].map((link) => [link.url, link])).values()],
  };
}

function distinctNames(names: readonly string[], own: string): string[] {
  return [...new Set(names)].filter((name) => name !== own);
}

function sameServices(
  kept: readonly EntryService[],
  gone: readonly EntryService[],
): { gone: string; kept: string }[] {
  const free = [...kept.filter(({ endedOn }) => endedOn === null)];
  return gone.flatMap((service) => {
    const at = free.findIndex((own) => isSameService(own, service));
    if (at < 0 || service.endedOn !== null) return [];
    const [own] = free.splice(at, 1);
    return [{ gone: service.id, kept: own!.id }];
  });
}

/** Of one kind, and not two that are told apart by their names. */
function isSameService(one: EntryService, other: EntryService): boolean {
  const named = one.name !== null && other.name !== null;
  return one.kind === other.kind && (!named || nameKey(one.name) === nameKey(other.name));
}

function isSameWindow(one: Entry['windows'][number], other: Entry['windows'][number]): boolean {
  return (
    normalise(one.name) === normalise(other.name) &&
    phoneKey(one.phone ?? '') === phoneKey(other.phone ?? '') &&
    (one.email ?? '') === (other.email ?? '')
  );
}

/** What the service of the one does not say, it learns from the same service of the other. */
function filled(
  service: EntryService,
  combined: MergePlan['combined'],
  others: readonly EntryService[],
): EntryService {
  const pair = combined.find(({ kept }) => kept === service.id);
  const twin = others.find(({ id }) => id === pair?.gone);
  if (!twin) return service;
  const gaps = Object.entries(twin).filter(
    ([name, value]) => isEmpty(service[name as keyof EntryService]) && !isEmpty(value),
  );
  return { ...service, ...Object.fromEntries(gaps) };
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

const reach: Readonly<Record<Visibility, number>> = { public: 0, members: 1, own: 2 };

function narrowest(one: Entry['visibility'], other: Entry['visibility']): Record<string, Visibility> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    names.map((name) => {
      const said = [one[name], other[name]].filter((visibility) => visibility !== undefined);
      return [name, said.toSorted((a, b) => reach[b] - reach[a])[0]!];
    }),
  );
}

/** Where an entry may be published, as far as the agency has said. */
export interface PublicationRow {
  readonly channel: string;
  readonly agreed: boolean;
  readonly fields: readonly string[];
}

/**
 * The narrower of two consents: a refusal on either side is one, and so is having said nothing, since what goes over would
 * be published with the rest. Of two agreements only the fields that both name are left. Answers only what changes.
 */
export function narrowerConsents(
  kept: readonly PublicationRow[],
  gone: readonly PublicationRow[],
): PublicationRow[] {
  return kept.flatMap((own): PublicationRow[] => {
    const other = gone.find(({ channel }) => channel === own.channel);
    if (!own.agreed) return [];
    if (!other?.agreed) return [{ ...own, agreed: false }];
    const fields = own.fields.filter((field) => other.fields.includes(field));
    return fields.length === own.fields.length ? [] : [{ ...own, fields }];
  });
}
