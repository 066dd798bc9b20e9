import { type Counted, countAttendance, seatsFilled } from './attendance.codes.js';
import { quorumOf } from '../council/council.codes.js';

const line = (change: Partial<Counted>): Counted => ({
  agencyId: 'a',
  role: 'member',
  status: 'present',
  how: 'venue',
  ...change,
});

describe('edge 9: who was there', () => {
  const lines = [
    line({}),
    line({ agencyId: 'b', status: 'late', how: 'web' }),
    line({ agencyId: 'b', role: 'observer', how: 'web' }),
    line({ agencyId: 'c', how: 'on_demand' }),
    line({ agencyId: 'd', status: 'excused', how: null }),
    line({ agencyId: 'e', status: 'absent', how: null }),
    line({ agencyId: 'f', status: null, how: null }),
    line({ agencyId: null, role: null }),
  ];

  it('is counted by the way; whoever saw a recording is no participant', () =>
    expect(countAttendance(lines)).toEqual({
      present: 4,
      venue: 2,
      web: 2,
      onDemand: 1,
      excused: 1,
      absent: 1,
      unknown: 1,
      agencies: 2,
    }));

  it('fills the seats that count, whether on the web or in the room', () =>
    expect(seatsFilled(lines)).toEqual({ filled: 2, seats: 6 }));
});

describe('the quorum', () => {
  it.each([
    { quorum: 'none', seats: 7, asked: 0 },
    { quorum: 'half', seats: 7, asked: 4 },
    { quorum: 'half', seats: 6, asked: 4 },
    { quorum: 'two_thirds', seats: 6, asked: 4 },
    { quorum: 'two_thirds', seats: 7, asked: 5 },
    { quorum: 'count', seats: 7, asked: 3 },
  ] as const)('$quorum of $seats is $asked', ({ quorum, seats, asked }) =>
    expect(quorumOf(quorum, quorum === 'count' ? 3 : null, seats)).toBe(asked),
  );
});
