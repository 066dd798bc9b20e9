import { wamRow } from '../wam/wam.row.js';
import { type WamCells, wamColumns } from '../wam/wam.columns.js';
import { type ImportKnowledge, planImport } from './import.plan.js';

const blank = Object.fromEntries(Object.keys(wamColumns).map((column) => [column, ''])) as WamCells;
const row = (no: string, cells: Partial<WamCells> = {}) => ({
  row: wamRow(2, {
    ...blank,
    no,
    name: '園',
    officeNumber: '0100000001',
    city: '町',
    street: '１番',
    ...cells,
  }),
  hash: JSON.stringify([no, cells]),
});
const nothing: ImportKnowledge = { rows: [], offices: [], rowsOfAgency: new Map() };
const ids = () => {
  let last = 0;
  return () => `id${(last += 1)}`;
};

describe('planImport', () => {
  it('joins services of one office within a file, whatever the spelling', () => {
    const [first, second] = planImport([row('a'), row('b', { street: '1番' })], nothing, ids());
    expect(first).toMatchObject({ outcome: 'new', agencyIsNew: true });
    expect(second).toMatchObject({ outcome: 'new', agencyIsNew: false, agencyId: first!.agencyId });
    expect(second!.serviceId).not.toBe(first!.serviceId);
  });

  it('joins an office that is there already', () => {
    const offices = [{ agencyId: 'known', officeNumber: '0100000001', name: '園', address: '町1番' }];
    expect(planImport([row('a')], { ...nothing, offices }, ids())[0]).toMatchObject({
      agencyId: 'known',
      agencyIsNew: false,
    });
  });

  const before = { no: 'a', agencyId: 'known', serviceId: 'service', officeNumber: '0100000001' };

  it('leaves alone what is the same', () => {
    const known = { ...nothing, rows: [{ ...before, hash: row('a').hash }] };
    expect(planImport([row('a')], known, ids())[0]).toMatchObject({
      outcome: 'same',
      agencyId: 'known',
      serviceId: 'service',
    });
  });

  it.each<[string, Partial<WamCells>, number, boolean]>([
    ['an office that is renamed', { name: '新しい園' }, 2, false],
    ['an office alone that gets another number', { officeNumber: '0100000009' }, 1, false],
    ['a service that goes to another office', { officeNumber: '0100000009' }, 2, true],
  ])('%s', (_what, change, rowsOfAgency, leaves) => {
    const known = {
      ...nothing,
      rows: [{ ...before, hash: 'old' }],
      rowsOfAgency: new Map([['known', rowsOfAgency]]),
    };
    const [planned] = planImport([row('a', change)], known, ids());
    expect(planned).toMatchObject({ outcome: 'changed', serviceId: 'service', agencyIsNew: leaves });
    expect(planned!.agencyId === 'known').toBe(!leaves);
  });
});
