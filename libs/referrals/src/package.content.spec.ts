import type { PersonRecord } from '#libs/people';
import { contentOf, hashOf } from './package.content.js';

const person: PersonRecord = {
  id: 'p',
  number: 1,
  status: 'open',
  name: '山田 晴香',
  kana: 'やまだ はるか',
  birthDate: null,
  inCharge: null,
  lastContactOn: null,
  endedOn: null,
  endReason: null,
  endNote: null,
  endedAt: null,
  canTakeBackEnding: false,
  formerNames: [],
  heldCells: 0,
  mergedNumbers: [],
  updatedAt: new Date(0),
  createdAt: new Date(0),
  version: 1,
  sheets: [
    {
      category: 'medical',
      fields: { diagnosis: 'うつ病' },
      version: 1,
      updatedAt: new Date(0),
      updatedBy: 'a',
    },
  ],
};
const request = { ask: '相談', wish: '働きたい', background: '' };

describe('what a package tells', () => {
  it('tells the chosen kinds of data and no others', () => {
    const told = JSON.stringify(contentOf({ person, request }, ['identity', 'request']));
    expect(told).toMatch(/山田 晴香.*相談.*働きたい/);
    expect(told).not.toContain('うつ病');
  });

  it('leaves out what nobody wrote', () => {
    expect(contentOf({ person, request }, ['medical', 'living']).map(({ category }) => category)).toEqual([
      'medical',
    ]);
    expect(contentOf({ person, request }, ['identity'])[0]?.lines.map(({ label }) => label)).toEqual([
      '氏名',
      'ふりがな',
    ]);
  });
});

describe('the parts of the person’s own sheets', () => {
  const lines = [{ code: 'strengths', label: '得意なこと', text: '根気' }];

  it('are told when the person lets them, each for itself', () => {
    const parts = new Map([
      ['passport_2' as const, { shared: true, lines }],
      ['passport_3' as const, { shared: false, lines }],
    ]);
    const told = contentOf({ person, request, parts }, ['passport_2', 'passport_3', 'passport_4']);
    expect(told).toEqual([{ category: 'passport_2', lines: [{ label: '得意なこと', text: '根気' }] }]);
  });

  it('make room for files where nothing is written', () => {
    const told = contentOf({ person, request, files: [{ category: 'media' }] }, ['media', 'living']);
    expect(told).toEqual([{ category: 'media', lines: [] }]);
  });
});

describe('the hash of a package', () => {
  const sections = contentOf({ person, request }, ['identity', 'medical']);

  it('is the same for the same content and salt', () => {
    expect(hashOf('salt', sections)).toEqual(hashOf('salt', structuredClone(sections) as typeof sections));
  });

  it('differs for another word, another order, another salt', () => {
    const other = contentOf({ person: { ...person, name: '山田 晴美' }, request }, ['identity', 'medical']);
    expect(hashOf('salt', other)).not.toEqual(hashOf('salt', sections));
    expect(hashOf('salt', [...sections].reverse())).not.toEqual(hashOf('salt', sections));
    expect(hashOf('pepper', sections)).not.toEqual(hashOf('salt', sections));
  });

  it('covers the files, in whatever order they are listed', () => {
    const file = (id: string, content: string) => ({
      id,
      category: 'medical' as const,
      kind: 'doctor_opinion' as const,
      words: '',
      hash: Buffer.from(content),
    });
    const [one, other] = [file('a', 'x'), file('b', 'y')];
    const hash = hashOf('salt', sections, [one, other]);
    expect(hashOf('salt', sections, [other, one])).toEqual(hash);
    expect(hashOf('salt', sections, [one])).not.toEqual(hash);
    expect(hashOf('salt', sections, [one, file('b', 'z')])).not.toEqual(hash);
    expect(hashOf('salt', sections)).not.toEqual(hash);
    expect(hashOf('salt', sections, [])).toEqual(hashOf('salt', sections));
  });
});
