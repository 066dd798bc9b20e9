import { type Comparable, compareEntries, suspicious } from './duplicate-score.js';

const office: Comparable = {
  id: '1',
  name: '青葉ひだまり工房',
  aliases: [],
  formerNames: [],
  legalName: '社会福祉法人青葉ひだまり会',
  corporationNumber: null,
  officeNumber: null,
  type: 'b_type',
  area: '99201',
  phone: '099-000-1111',
  address: '青葉県青葉市本町1丁目2番3号',
  latitude: 33.2,
  longitude: 141.6,
};

const codes = (other: Partial<Comparable>) => {
  const { score, reasons } = compareEntries(office, { ...office, id: '2', ...other });
  return { score, codes: reasons.map(({ code }) => code) };
};
const nothingElse = { phone: null, address: null, latitude: null, longitude: null, legalName: null };

describe('two entries', () => {
  it.each([
    { name: '社会福祉法人 青葉ひだまり会 青葉ひだまり工房', sign: 'like_name' },
    { name: 'NPO法人青葉ひだまり工房', sign: 'name' },
    { name: '青葉ヒダマリ工房', sign: 'name' },
    { name: '青葉ひだまり工ぼう', sign: 'like_name' },
  ])('of one office, written $name, are suspected and it is said why', ({ name, sign }) => {
    const found = codes({ name });
    expect(found.codes).toContain(sign);
    expect(found.score).toBeGreaterThanOrEqual(suspicious);
  });

  it.each([
    { other: { phone: '０９９（０００）１１１１' }, sign: 'phone' },
    { other: { address: '青葉県青葉市本町１－２－３', phone: null }, sign: 'address' },
    { other: { address: null, latitude: 33.2003, longitude: 141.6 }, sign: 'near' },
    { other: { name: 'ひだまり', aliases: ['青葉ひだまり工房'] }, sign: 'other_name' },
    { other: { legalName: '青葉ひだまり会（社福）' }, sign: 'corporation' },
  ])('are compared whatever the spelling: $sign', ({ other, sign }) => {
    expect(codes(other).codes).toContain(sign);
  });

  it.each([
    { why: 'another number of the name', other: { name: '青葉ひだまり工房第２' } },
    { why: 'another town', other: { ...nothingElse, area: '99202' } },
    { why: 'another kind of agency at the same place', other: { name: 'みなと薬局', type: 'hospital' } },
    { why: 'a common name alone', other: { ...nothingElse, area: null } },
  ])('are not suspected: $why', ({ other }) => {
    expect(codes(other).score).toBeLessThan(suspicious);
  });

  it('with one office number are nearly certain, with two they are less so', () => {
    const certain = compareEntries(
      { ...office, officeNumber: '9910000001' },
      { ...office, id: '2', name: 'べつの名前', officeNumber: '9910000001' },
    );
    expect(certain.score).toBeGreaterThanOrEqual(90);
    const doubtful = compareEntries(
      { ...office, ...nothingElse, officeNumber: '9910000001' },
      { ...office, ...nothingElse, id: '2', officeNumber: '9910000002' },
    );
    expect(doubtful.reasons.at(-1)).toMatchObject({ code: 'other_office_number' });
    expect(doubtful.score).toBeLessThan(suspicious);
  });

  it('are compared the same from either side', () => {
    const other = { ...office, id: '2', name: '青葉ひだまり工ぼう', phone: null };
    expect(compareEntries(office, other)).toEqual(compareEntries(other, office));
  });
});
