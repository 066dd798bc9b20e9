import { addAgencyEntries, addAreaEntries, type AgencyEntry, type ServiceEntry } from '#libs/directory';
import type { SqlTx } from '#libs/platform';
import { Chance } from './chance.js';
import { daysBefore } from './days.demo.js';
import { type DemoKind, demoKinds } from './kinds.demo.js';
import { type DemoMember, demoMembers } from './members.demo.js';
import { openLonger } from './opening.demo.js';
import { demoPublicOffices } from './public-offices.demo.js';
import { demoAreas, type DemoTown, demoTowns } from './region.demo.js';
import { inCharge } from './search.demo.js';
import { told } from './told.demo.js';
import { demoQuarters, demoWords } from './words.demo.js';

const seed = 20260401;

/** Fills the directory with the demo region: about 2,500 invented agencies of an invented prefecture. */
export async function addDemoDirectory(tx: SqlTx, agencies: readonly AgencyEntry[]): Promise<void> {
  await addAreaEntries(tx, demoAreas);
  await addAgencyEntries(tx, agencies);
}

/** The demo region as it stands on `today`; the same every time but for the days. */
export function demoDirectory(today: string): {
  members: readonly DemoMember[];
  agencies: readonly AgencyEntry[];
} {
  const chance = new Chance(seed);
  const phone = phones();
  const members = demoMembers(today, phone);
  const taken = new Set(members.map(({ entry }) => entry.name));
  const others = demoKinds.flatMap((kind) =>
    Array.from({ length: kind.share }, () => agency(kind, { chance, phone, taken, today })),
  );
  const official = [...members.map(({ entry }) => entry), ...demoPublicOffices(phone, taken)];
  const placed = official.map((entry) => ({ ...entry, ...site(townOf(entry.area), chance) }));
  const [tellings, openings, days] = [new Chance(seed + 1), new Chance(seed + 2), new Chance(seed + 3)];
  const agencies = [...placed, ...others].map((entry) =>
    dated(openLonger(inCharge(told(entry, tellings)), openings), days, today),
  );
  return { members, agencies };
}

/** Listed some years ago and changed now and then; whoever confirms an entry has often changed it just before. */
function dated(entry: AgencyEntry, chance: Chance, today: string): AgencyEntry {
  const changedOn = entry.confirmedOn
    ? daysBefore(entry.confirmedOn, chance.in(50) ? 0 : chance.below(90))
    : daysBefore(today, 200 + chance.below(500));
  return { ...entry, changedOn, listedOn: daysBefore(changedOn, 30 + chance.below(900)) };
}

interface Making {
  readonly chance: Chance;
  readonly phone: (town: string) => string;
  readonly taken: Set<string>;
  readonly today: string;
}

function agency(kind: DemoKind, { chance, phone, taken, today }: Making): AgencyEntry {
  const { town, word, name, kana } = freeName(kind, chance, taken);
  return {
    name,
    kana,
    legalName: legalName(kind.legalForm, town, word),
    type: kind.type,
    area: town.code,
    officeNumber: kind.capacity ? `99${String(taken.size).padStart(8, '0')}` : undefined,
    ...site(town, chance),
    // Where people live is not shown.
    addressHidden: kind.type === 'group_home' && chance.in(30),
    phone: phone(town.code),
    fax: chance.in(70) ? phone(town.code) : undefined,
    confirmedOn: chance.in(60) ? daysBefore(today, chance.below(500)) : undefined,
    status: chance.in(2) ? 'suspended' : 'active',
    services: [kind.services[0]!, ...(kind.also && chance.in(25) ? [kind.also] : [])].map((service) =>
      demoService(service, kind, chance, today),
    ),
    windows: chance.in(40)
      ? [{ name: '相談窓口', forWhat: '見学・利用の相談', phone: phone(town.code) }]
      : [],
  };
}

function freeName(kind: DemoKind, chance: Chance, taken: Set<string>) {
  for (;;) {
    const town = chance.one(demoTowns.flatMap((place) => Array.from({ length: place.weight }, () => place)));
    const [word, wordKana] = chance.one(demoWords);
    const name = kind.name.replace('{stem}', town.stem).replace('{word}', word);
    const number = [...'　２３４５６７８９'].find((digit) => !taken.has(numbered(name, digit)));
    if (number === undefined) continue;
    taken.add(numbered(name, number));
    const kana = kind.kana.replace('{stem}', town.stemKana).replace('{word}', wordKana);
    return { town, word, name: numbered(name, number), kana };
  }
}

/** The first of a name has no number, further ones are the second, the third … */
function numbered(name: string, digit: string): string {
  return digit === '　' ? name : `${name}第${digit}`;
}

function demoService(code: string, kind: DemoKind, chance: Chance, today: string): ServiceEntry {
  const capacity = kind.capacity && chance.in(85) ? chance.one(kind.capacity) : undefined;
  return {
    kind: code,
    capacity,
    disabilities: chance.in(50)
      ? ['physical', 'intellectual', 'mental', 'developmental', 'intractable'].filter(() => chance.in(55))
      : [],
    hours: {
      ...(chance.in(80)
        ? {
            weekday: {
              from: chance.one(['08:30', '09:00', '09:30', '10:00']),
              to: chance.one(['15:00', '16:00', '17:00']),
            },
          }
        : {}),
      ...(chance.in(20) ? { saturday: { from: '10:00', to: '15:00' } } : {}),
    },
    closedDays: chance.in(75)
      ? chance.one(['土・日・祝日', '日・祝日', '土・日・祝日・年末年始', '第2・第4土曜・日・祝日'])
      : undefined,
    vacancy: capacity !== undefined && chance.in(65) ? vacancy(capacity, chance, today) : undefined,
  };
}

function vacancy(capacity: number, chance: Chance, today: string): ServiceEntry['vacancy'] {
  const asOf = daysBefore(today, chance.below(120));
  const available = chance.in(40) ? 0 : 1 + chance.below(Math.ceil(capacity / 4));
  return {
    state: available === 0 ? 'none' : available === 1 ? 'few' : 'open',
    available,
    asOf,
    saidBy: chance.one(['管理者', 'サービス管理責任者', '事務局']),
    goodUntil: daysBefore(asOf, -90),
  };
}

function site(
  town: DemoTown,
  chance: Chance,
): Pick<AgencyEntry, 'postalCode' | 'address' | 'latitude' | 'longitude'> {
  const house = `${1 + chance.below(6)}丁目${1 + chance.below(30)}番${1 + chance.below(20)}号`;
  return {
    postalCode: `999${town.code.slice(1)}`,
    address: `青葉県${town.name}${chance.one(demoQuarters)}${house}`,
    latitude: town.latitude + chance.below(1000) / 10_000,
    longitude: town.longitude + chance.below(1000) / 10_000,
  };
}

function legalName(form: DemoKind['legalForm'], town: DemoTown, word: string): string {
  switch (form) {
    case 'company':
      return `株式会社${town.stem}${word}`;
    case 'welfare':
      return `社会福祉法人${town.stem}${word}会`;
    case 'npo':
      return `特定非営利活動法人${town.stem}${word}の会`;
    case 'medical':
      return `医療法人${town.stem}${word}会`;
  }
}

/** No exchange begins with 0000, so nobody's telephone rings. */
function phones(): (town: string) => string {
  const last = new Map<string, number>();
  return (town) => {
    const exchange = `0${2 + (demoTowns.findIndex(({ code }) => code === town) % 8)}-0000-`;
    const next = (last.get(exchange) ?? 0) + 1;
    last.set(exchange, next);
    return exchange + String(next).padStart(4, '0');
  };
}

function townOf(code: string | undefined): DemoTown {
  return demoTowns.find((town) => town.code === code)!;
}
