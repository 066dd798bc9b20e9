import fc from 'fast-check';
import { categoryCodes, type DataCategory, fieldsOf } from '#libs/people';
import { newId } from '#libs/platform';
import type { LetterMaterial } from '../letter/letter.material.js';
import type { SectionContent, SectionLine } from '../package.content.js';
import { askedServiceCodes, referralTypeCodes, urgencyCodes } from '../referral.codes.js';
import { Referral } from '../referral.entity.js';
import { ReferralLine } from '../referral-line.entity.js';
import { readBundle } from './bundle.reading.js';
import { bundleOf, resourcesOf } from './bundle.writing.js';
import { BundleUnreadable } from './exchange.errors.js';
import type { ExchangeMaterial } from './exchange.material.js';
import { OwnCodes } from './fhir.codes.js';
import { overflowOf, sheetsFrom } from './intake.sheets.js';

const codes = new OwnCodes('https://portal.example');
const at = new Date('2026-11-20T03:00:00Z');

/** A referral with these sections, as its source would write it. */
function materialWith(
  sections: readonly SectionContent[],
  chosen: Partial<Pick<Referral, 'type' | 'urgency' | 'services' | 'purpose'>> = {},
): ExchangeMaterial {
  const [sourceAgencyId, agencyId, personId] = [newId(), newId(), newId()];
  const drafted = Referral.drafted({
    ...{ id: newId(), number: 'R8-0001', sourceAgencyId, personId, createdBy: newId(), updatedAt: at },
  });
  const referral = Object.assign(drafted, {
    ...{ createdAt: at, purpose: 'intake' as const, categories: sections.map(({ category }) => category) },
    ...chosen,
  });
  const line = ReferralLine.queued(
    { referralId: referral.id, sourceAgencyId, agencyId, personId, mode: 'single', position: 1 },
    at,
  );
  const agency = { address: null, phone: null, fax: null, representative: null };
  const letter: LetterMaterial = {
    referral,
    side: 'source',
    source: { ...agency, name: '青葉支援センター' },
    writtenBy: null,
    personName: null,
    lines: [
      {
        ...{ line, agency: { ...agency, name: '若葉作業所' }, claimedBy: null, answer: null },
        ...{ appointment: null, interims: [], reports: [] },
      },
    ],
    told: { version: 1, hash: null, sections, files: [], withheld: [] },
    consents: new Map(),
  };
  const named = (id: string, name: string) => ({
    ...{ id, name, address: null, phone: null, fax: null, officeNumber: null, corporationNumber: null },
  });
  return {
    letter,
    agencies: [named(sourceAgencyId, '青葉支援センター'), named(agencyId, '若葉作業所')],
    consents: [],
    grounds: [],
  };
}

function written(material: ExchangeMaterial): string {
  return JSON.stringify(bundleOf(resourcesOf(material, codes), { id: newId(), at, codes }));
}

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => text.replaceAll(/[\0\s　]+/gu, '　').trim())
  .filter((text) => text !== '' && !/\p{Surrogate}/u.test(text));

const identity = fc
  .record({ family: words, given: words, kana: fc.constantFrom('あおば はなこ', 'アオバ　ハナコ') })
  .map(({ family, given, kana }): SectionContent => ({
    category: 'identity',
    lines: [
      { label: '氏名', text: `${family}　${given}` },
      { label: 'ふりがな', text: kana },
      { label: '生年月日', text: '1999-05-06' },
    ],
  }));

/** What might stand in any other section: the labels of its form, and some that no form has. */
function sectionIn(category: DataCategory): fc.Arbitrary<SectionContent> {
  const known = fieldsOf(category).map(({ name }) => name);
  const label = known.length > 0 ? fc.oneof(fc.constantFrom(...known), words) : words;
  const line: fc.Arbitrary<SectionLine> = fc.record({ label, text: words });
  return fc.array(line, { maxLength: 5 }).map((lines) => ({ category, lines }));
}

const others = categoryCodes.filter((code) => code !== 'identity');
const told = fc
  .tuple(fc.option(identity, { nil: undefined }), fc.subarray(others))
  .chain(([who, chosen]) =>
    fc.tuple(...chosen.map(sectionIn)).map((sections) => [...(who ? [who] : []), ...sections]),
  );

describe('a bundle that is read again', () => {
  it('says the same of every kind of data, in the same order', () => {
    fc.assert(
      fc.property(told, (sections) => {
        const { sections: read, unread } = readBundle(written(materialWith(sections)));
        expect(read).toEqual(sections);
        expect(unread).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('asks for the same, as soon, and from the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...referralTypeCodes),
        fc.constantFrom(...urgencyCodes),
        fc.subarray([...askedServiceCodes]),
        (type, urgency, services) => {
          const read = readBundle(written(materialWith([], { type, urgency, services })));
          expect(read).toMatchObject({ number: 'R8-0001', type, urgency, services, purpose: 'intake' });
          expect(read).toMatchObject({ source: { name: '青葉支援センター' }, recipients: ['若葉作業所'] });
        },
      ),
    );
  });

  it('does not name a person whose name was withheld', () => {
    const { person } = readBundle(written(materialWith([])));
    expect(person).toEqual({ name: '', kana: '', birthDate: null, phone: '', address: '' });
  });
});

describe('what is kept of it', () => {
  it('loses no line of a sheet, whatever it is called', () => {
    fc.assert(
      fc.property(told, (sections) => {
        const sheets = sheetsFrom(sections);
        for (const { category, lines } of sections.filter((one) => sheets.has(one.category)))
          for (const { text } of lines)
            expect(Object.values(sheets.get(category) ?? {}).join('\n')).toContain(text);
      }),
    );
  });

  it('names what there is no room for', () => {
    const lines = [1, 2, 3].map((nth) => ({ label: `項目${nth}`, text: `${nth}`.repeat(1900) }));
    expect(overflowOf([{ category: 'progress', lines }])).toEqual(['支援経過「項目3」']);
  });
});

describe('a bundle of another system', () => {
  const patient = {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ family: '青葉', given: ['花子'] }, { text: 'ｱｵﾊﾞ ﾊﾅｺ' }],
    birthDate: '1999-05-06',
    telecom: [{ system: 'phone', value: '099-000-1111' }],
    address: [{ state: '青葉県', city: '青葉市', line: ['1-2-3'] }],
  };
  const request = {
    resourceType: 'ServiceRequest',
    id: 's1',
    status: 'active',
    intent: 'order',
    priority: 'stat',
    subject: { reference: 'Patient/p1' },
    requester: { display: '外の病院' },
    code: { coding: [{ system: 'http://example.org/codes', code: 'X1', display: '就労支援' }] },
    reasonCode: [{ text: '仕事をさがしたい' }],
    note: [{ text: '3月に退院' }],
  };
  const bundle = (...resources: readonly object[]) =>
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'collection',
      entry: resources.map((resource) => ({ resource })),
    });
  const reasonsOf = (content: string): string[] => {
    try {
      readBundle(content);
    } catch (refusal) {
      if (refusal instanceof BundleUnreadable) return refusal.fields.map(({ detail }) => detail);
      throw refusal;
    }
    return [];
  };

  it('is read as far as FHIR itself says what is meant; the rest is named', () => {
    const read = readBundle(bundle(request, patient, { resourceType: 'Observation', id: 'o1' }));
    expect(read).toMatchObject({
      ...{ type: null, urgency: 'urgent', source: { name: '外の病院' } },
      person: { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1999-05-06' },
      request: { ask: '仕事をさがしたい', wish: '', background: '3月に退院' },
    });
    expect(read.sections.map(({ category }) => category)).toEqual(['identity', 'contact']);
    expect(read.sections[1]?.lines).toEqual([
      { label: '電話番号', text: '099-000-1111' },
      { label: '住所', text: '青葉県青葉市1-2-3' },
    ]);
    expect(read.unread.map(({ what }) => what)).toEqual(['Observation（1件）', '種別「就労支援」']);
  });

  it('that lacks what makes a referral is refused, everything at once', () => {
    expect(reasonsOf(bundle({ resourceType: 'Task' }))).toEqual([
      'ServiceRequest（依頼）がありません。',
      'Patient（本人）がありません。',
    ]);
    expect(reasonsOf(bundle(request, { ...patient, id: 'p2' }))[0]).toContain('だれについての依頼か');
    expect(reasonsOf(bundle(request, request, patient))[0]).toContain('2件あります');
    expect(reasonsOf(bundle({ ...request, status: 'entered-in-error' }, patient))[0]).toContain('誤登録');
    expect(reasonsOf(bundle({ ...request, modifierExtension: [{ url: 'x' }] }, patient))[0]).toContain(
      'modifierExtension',
    );
  });

  it('that is no bundle, or none that can be kept, is refused', () => {
    expect(reasonsOf('これは JSON ではありません')[0]).toContain('JSON として読み取れません');
    expect(reasonsOf('[]')[0]).toContain('JSON として');
    expect(reasonsOf('{"resourceType":"Patient"}')[0]).toContain('Bundle ではありません');
    expect(reasonsOf('{"resourceType":"Bundle","type":"history"}')[0]).toContain('history');
    expect(reasonsOf('{"resourceType":"Bundle","type":"collection"}')[0]).toContain('中身がありません');
    expect(reasonsOf(bundle({ ...request, note: [{ text: 'a\u0000b' }] }, patient))[0]).toContain(
      'JSON として',
    );
    expect(reasonsOf(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)[0]).toContain('JSON として');
    expect(reasonsOf(`{"a":"${'x'.repeat(9 * 1024 * 1024)}"}`)[0]).toContain('大きすぎます');
    const endless = {
      resourceType: 'QuestionnaireResponse',
      item: Array.from({ length: 60_000 }, () => ({})),
    };
    expect(reasonsOf(bundle(request, patient, endless))[0]).toContain('JSON として');
  });

  const document = (attachment: object, more: object = {}) => ({
    ...{ resourceType: 'DocumentReference', status: 'current', content: [{ attachment }] },
    ...more,
  });

  it('has its files read with their octets, lines of base64 broken or not', () => {
    const octets = Buffer.from('%PDF-1.7 意見');
    const data = octets.toString('base64').replace(/^..../, '$&\r\n ');
    const { files } = readBundle(
      bundle(
        request,
        patient,
        document({ contentType: 'Application/PDF; charset=x', title: '意見書.PDF', data }),
      ),
    );
    expect(files).toMatchObject([
      { name: '意見書.PDF', contentType: 'application/pdf', extension: 'pdf', kind: 'other' },
    ]);
    expect(files[0]?.content).toEqual(octets);
  });

  it('is bearable however often a large file is pointed to, and however it is spaced', () => {
    const data = Buffer.alloc(1024 * 1024).toString('base64');
    const binary = { resourceType: 'Binary', id: 'b1', data };
    const pointers = Array.from({ length: 900 }, () => document({ url: 'Binary/b1' }));
    const read = readBundle(bundle(request, patient, binary, ...pointers));
    expect(read.files.filter(({ content }) => content !== null)).toHaveLength(8);
    expect(read.unread.filter(({ why }) => why.includes('30件'))).toHaveLength(892);
    const small = Array.from({ length: 40 }, () => document({ data: 'QUJD' }));
    expect(
      readBundle(bundle(request, patient, ...small)).files.filter(({ content }) => content),
    ).toHaveLength(30);
    const before = Date.now();
    const spaced = document({ data: `A${' '.repeat(4_000_000)}!` });
    expect(readBundle(bundle(request, patient, spaced)).files[0]?.content).toBeNull();
    expect(Date.now() - before).toBeLessThan(5000);
  });

  it('says of a consent in a state that there is not that it knows none', () => {
    const consent = {
      resourceType: 'Consent',
      id: 'c1',
      status: 'constructor',
      patient: { reference: 'Patient/p1' },
    };
    expect(readBundle(bundle(request, patient, consent)).consents).toMatchObject([{ stateName: '不明' }]);
  });
});
