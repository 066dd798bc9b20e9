import { changedSince, digestOf, type LeafletBlock, onlyFields, printedBlock } from './leaflet.block.js';
import { type LeafletField, leafletFields } from './leaflet.fields.js';

function block(texts: Partial<Record<LeafletField, string>>, name = '機関'): LeafletBlock {
  const items = (Object.entries(texts) as [LeafletField, string][]).map(([field, text]) => ({
    field,
    label: leafletFields[field],
    text,
  }));
  return { name, kana: 'きかん', type: 'transition', typeName: '就労移行', items };
}

describe('a block', () => {
  const agreed = block({ phone: '1', fax: '2' });

  it('has changed where agreed words read differently or are gone, and nowhere else', () => {
    expect(changedSince(agreed, block({ phone: '1', fax: '2', email: 'new' }))).toEqual([]);
    expect(changedSince(agreed, block({ phone: '9', fax: '2' }))).toEqual(['電話番号']);
    expect(changedSince(agreed, block({ phone: '1' }))).toEqual(['FAX番号']);
    expect(changedSince(agreed, block({ phone: '1', fax: '2' }, '改名'))).toEqual(['機関名']);
  });

  it('is printed as it was agreed to, without what has been emptied or hidden since', () => {
    const now = block({ phone: '9', email: 'new' }, '改名');
    expect(printedBlock(agreed, now)).toEqual(block({ phone: '1' }));
  });

  it.each(['windows', 'trainees', 'services'] as const)(
    'is printed without the rows of its %s that were hidden since',
    (field) => {
      const both = block({ [field]: '相談　電話 099-000-0001\n夜間　電話 099-000-0002' });
      const left = block({ [field]: '相談　電話 099-000-0001\n新しい　電話 099-000-0003' });
      expect(printedBlock(both, left)).toEqual(block({ [field]: '相談　電話 099-000-0001' }));
      expect(printedBlock(both, block({ [field]: '新しい' })).items).toEqual([]);
    },
  );

  it('is printed with all that was agreed of its services, or with none of it', () => {
    const both = block({
      costs: '就労移行支援: 無料です。\nただし食費がかかります。\n就労継続支援B型: 有料です。',
    });
    const more = block({ costs: `${both.items[0]!.text}\n生活介護: 有料です。` });
    expect(printedBlock(both, more)).toEqual(both);
    expect(printedBlock(both, block({ costs: '就労移行支援: 無料です。' })).items).toEqual([]);
  });

  it('is told apart by every word, and by nothing else', () => {
    expect(digestOf(agreed)).toBe(digestOf({ ...agreed, typeName: '別の呼び方' }));
    for (const other of [
      block({ phone: '1', fax: '3' }),
      block({ phone: '1' }),
      block({ phone: '1', fax: '2' }, '別'),
    ])
      expect(digestOf(other)).not.toBe(digestOf(agreed));
  });

  it('keeps only the fields that were chosen, in the order of the paper', () => {
    expect(onlyFields(agreed, ['fax', 'unknown']).items.map(({ field }) => field)).toEqual(['fax']);
  });
});
