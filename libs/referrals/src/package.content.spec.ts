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
    const told = JSON.stringify(contentOf(person, request, ['identity', 'request']));
    expect(told).toMatch(/山田 晴香.*相談.*働きたい/);
    expect(told).not.toContain('うつ病');
  });

  it('leaves out what nobody wrote', () => {
    expect(contentOf(person, request, ['medical', 'living']).map(({ category }) => category)).toEqual([
      'medical',
    ]);
    expect(contentOf(person, request, ['identity'])[0]?.lines.map(({ label }) => label)).toEqual([
      '氏名',
      'ふりがな',
    ]);
  });
});

describe('the hash of a package', () => {
  const sections = contentOf(person, request, ['identity', 'medical']);

  it('is the same for the same content and salt', () => {
    expect(hashOf('salt', sections)).toEqual(hashOf('salt', structuredClone(sections) as typeof sections));
  });

  it('differs for another word, another order, another salt', () => {
    const other = contentOf({ ...person, name: '山田 晴美' }, request, ['identity', 'medical']);
    expect(hashOf('salt', other)).not.toEqual(hashOf('salt', sections));
    expect(hashOf('salt', [...sections].reverse())).not.toEqual(hashOf('salt', sections));
    expect(hashOf('pepper', sections)).not.toEqual(hashOf('salt', sections));
  });
});
