import { type AgencyEntry, proposeRules, type ServiceEntry } from '#libs/directory';
import type { Chance } from './chance.js';

type Times = Pick<ServiceEntry, 'closedDays'> & { readonly hours: NonNullable<ServiceEntry['hours']> };

const daily = { from: '09:00', to: '18:00' };
const shorter = { from: '10:00', to: '16:00' };

/** How agencies open that do so beyond office hours. */
const times = {
  always: {
    hours: { weekday: daily, saturday: daily, sunday: daily, holiday: daily },
    closedDays: '年中無休',
  },
  late: { hours: { weekday: { from: '10:00', to: '19:30' }, saturday: shorter }, closedDays: '日・祝日' },
  lateOnly: { hours: { weekday: { from: '09:00', to: '20:00' } }, closedDays: '土・日・祝日' },
  weekends: { hours: { weekday: shorter, saturday: shorter, sunday: shorter }, closedDays: '月・火' },
} satisfies Record<string, Times>;

/** Of a hundred agencies of a type, how many open in which way. */
const shares: Readonly<Record<string, readonly (readonly [keyof typeof times, number])[]>> = {
  home_help: [
    ['always', 40],
    ['lateOnly', 15],
  ],
  home_nursing: [
    ['always', 25],
    ['late', 10],
  ],
  group_home: [['always', 30]],
  transition: [
    ['late', 10],
    ['lateOnly', 8],
  ],
  retention: [
    ['late', 20],
    ['lateOnly', 15],
  ],
  consultation_support: [['lateOnly', 10]],
  psychiatric_clinic: [['late', 35]],
  activity_center: [['weekends', 15]],
  child_support: [
    ['late', 30],
    ['weekends', 10],
  ],
  a_type: [['weekends', 6]],
  b_type: [['weekends', 4]],
};

/** Some agencies of some types open on Sundays or in the evening; drawn from a row of chances of its own. */
export function openLonger(entry: AgencyEntry, chance: Chance): AgencyEntry {
  let lot = chance.below(100);
  if (entry.isMember) return entry;
  for (const [way, share] of shares[entry.type] ?? []) {
    if (lot < share)
      return { ...entry, services: entry.services?.map((service) => open(service, times[way])) };
    lot -= share;
  }
  return entry;
}

function open(service: ServiceEntry, { hours, closedDays }: Times): ServiceEntry {
  const proposal = proposeRules(closedDays ?? null, hours);
  return { ...service, hours, closedDays, opening: proposal.kind === 'exact' ? proposal.rules : undefined };
}
