import fc from 'fast-check';
import { checkedEntry, type Entry, type EntryWriter } from '#libs/directory';
import { Invalid } from '#libs/platform';
import { anEntry, buildEntry } from '../factories/entries.js';

const writer: EntryWriter = {
  isSecretariat: false,
  today: '2026-11-20',
  names: {
    types: new Map([['b_type', 'B型']]),
    kinds: new Map([['b_type', 'B型']]),
    areas: new Map([['99201', '青葉市']]),
    municipalities: new Set(['99201']),
  },
};
const check = (entry: Entry, given: unknown, by: Partial<EntryWriter> = {}) =>
  checkedEntry(entry, given, { ...writer, ...by });

function wrongFields(entry: Entry, given: unknown): string[] {
  try {
    check(entry, given);
    return [];
  } catch (error) {
    return (error as Invalid).fields.map(({ field }) => field);
  }
}

describe('what somebody typed into the form of an entry', () => {
  it('leaves an entry as it is where nothing is given, or the same again', () => {
    fc.assert(
      fc.property(anEntry, (entry) => {
        expect(check(entry, {})).toEqual(entry);
        const { services, windows, traineeOffers, phone, visibility, areasInCharge } = entry;
        const same = { services, windows, traineeOffers, phone, visibility, areasInCharge };
        expect(check(entry, structuredClone(same))).toEqual(entry);
      }),
    );
  });

  it('is an entry or a refusal that names fields, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        try {
          expect(check(buildEntry(), given)).toHaveProperty('name');
        } catch (error) {
          expect(error).toBeInstanceOf(Invalid);
          expect((error as Invalid).fields.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('never becomes a crash, whatever stands in a field', () => {
    const anyField = fc.constantFrom(
      ...[
        'name',
        'aliases',
        'links',
        'latitude',
        'barrierFree',
        'visibility',
        'areasInCharge',
        'addressHidden',
      ],
      ...['services', 'windows', 'traineeOffers', 'phone', 'type'],
    );
    const row = fc.dictionary(
      fc.constantFrom(
        'kind',
        'capacity',
        'opening',
        'hours',
        'disabilities',
        'endedOn',
        'id',
        'name',
        'sort',
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(anyField, fc.oneof(fc.jsonValue(), fc.array(row)), (field, value) => {
        wrongFields(buildEntry(), { [field]: value });
      }),
    );
  });

  it('is tidied: spaces, full width, empty boxes', () => {
    const entry = check(buildEntry({ fax: '099-000-1111' }), {
      name: '  みなと　　工房 ',
      fax: '  ',
      aliases: ['みなと', '', ' みなと '],
      latitude: '３５．５',
      longitude: 139.5,
      links: [
        { label: '', url: '' },
        { label: '案内', url: 'https://minato.example/' },
      ],
    });
    expect(entry).toMatchObject({
      name: 'みなと 工房',
      fax: null,
      aliases: ['みなと'],
      latitude: 35.5,
      links: [{ label: '案内', url: 'https://minato.example/' }],
    });
  });

  it('keeps an oddity that was there before, as long as nobody touches it', () => {
    const odd = buildEntry({ phone: '代表までお電話ください', corporationNumber: '1' });
    expect(check(odd, { phone: '代表までお電話ください', description: '紹介' }).phone).toBe(
      '代表までお電話ください',
    );
    expect(wrongFields(odd, { phone: '代表まで' })).toEqual(['phone']);
  });

  it('gives a new row an id of its own, and every row its place', () => {
    const entry = buildEntry({
      windows: [
        { id: 'w1', name: '一' },
        { id: 'w2', name: '二' },
      ],
    });
    const { windows } = check(entry, { windows: [{ id: 'w2' }, { id: 'new', name: '三' }, { id: 'w1' }] });
    expect(windows.map(({ name, sort }) => [name, sort])).toEqual([
      ['二', 1],
      ['三', 2],
      ['一', 3],
    ]);
    expect(windows[1]!.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    { what: 'no name', given: { name: '' }, wrong: ['name'] },
    { what: 'an unknown type', given: { type: 'x' }, wrong: ['type'] },
    { what: 'a type for the secretariat to set', given: { legalRegime: 'national' }, wrong: ['legalRegime'] },
    { what: 'half a place on the map', given: { latitude: 35 }, wrong: ['longitude'] },
    { what: 'an area that is no municipality', given: { areasInCharge: ['99'] }, wrong: ['areasInCharge'] },
    { what: 'a fixed visibility', given: { visibility: { name: 'own' } }, wrong: ['visibility'] },
    {
      what: 'a field that is none',
      given: { isMember: true, status: 'closed' },
      wrong: ['isMember', 'status'],
    },
    {
      what: 'a link that leads to a program',
      given: { links: [{ label: 'a', url: 'javascript:1' }] },
      wrong: ['links.0.url'],
    },
    {
      what: 'ages the wrong way round',
      given: { services: [{ id: 's', kind: 'b_type', ageMin: 65, ageMax: 18 }] },
      wrong: ['services/s/ageMax'],
    },
    {
      what: 'a wage without its year, or of a year to come',
      given: {
        services: [
          { id: 's', kind: 'b_type', wageMonthly: 1 },
          { id: 't', kind: 'b_type', wageYear: 2030 },
        ],
      },
      wrong: ['services/s/wageYear', 'services/t/wageYear'],
    },
    {
      what: 'hours that end before they begin',
      given: {
        services: [
          {
            id: 's',
            kind: 'b_type',
            opening: {
              ...{ unknown: false, yearly: [], exceptions: [], note: null, sourceText: null },
              holidays: { does: 'closed', spans: [] },
              weekly: [
                {
                  ...{ days: ['mo'], weeks: [], everySecondFrom: null, season: null, does: 'open' },
                  spans: [{ from: '17:00', to: '09:00' }],
                },
              ],
            },
          },
        ],
      },
      wrong: ['services/s/opening.weekly.0.spans.0.to'],
    },
    {
      what: 'two rows of one id',
      given: {
        windows: [
          { id: 'a', name: 'x' },
          { id: 'a', name: 'y' },
        ],
      },
      wrong: ['windows'],
    },
    {
      what: 'a row with a field that is none',
      given: { windows: [{ id: 'a', name: 'x', color: 1 }] },
      wrong: ['windows/a/color'],
    },
    { what: 'a list that is none', given: { windows: 'x' }, wrong: ['windows'] },
  ])('is refused for $what', ({ given, wrong }) => {
    expect(wrongFields(buildEntry(), given)).toEqual(wrong);
  });

  it('lets the secretariat set what an agency may not', () => {
    const changed = check(buildEntry(), { legalRegime: 'national' }, { isSecretariat: true });
    expect(changed.legalRegime).toBe('national');
  });
});
