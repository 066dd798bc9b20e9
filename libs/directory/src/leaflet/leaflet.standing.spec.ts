import type { LeafletBlock } from './leaflet.block.js';
import { isPrinted, type StandingFacts, standingOf } from './leaflet.standing.js';

const block = (text: string): LeafletBlock => ({
  name: '機関',
  kana: '',
  type: 't',
  typeName: 't',
  items: [{ field: 'phone', label: '電話番号', text }],
});
const facts = (known: Partial<StandingFacts>): StandingFacts => ({
  agreed: null,
  agreement: null,
  now: block('1'),
  correction: null,
  proof: null,
  ...known,
});

describe('the standing of an agency', () => {
  it.each([
    { standing: 'not_asked', known: {} },
    { standing: 'waiting', known: { proof: { isOver: false } } },
    { standing: 'lapsed', known: { proof: { isOver: true } } },
    { standing: 'agreed', known: { agreed: true, agreement: block('1') } },
    { standing: 'stale', known: { agreed: true, agreement: block('2') } },
    { standing: 'agreed', known: { agreed: true, agreement: block('1'), proof: { isOver: false } } },
    // Somebody said yes and nobody was shown any words: that is no agreement.
    { standing: 'not_asked', known: { agreed: true } },
    { standing: 'correction', known: { agreed: true, agreement: block('1'), correction: '直して' } },
    { standing: 'refused', known: { agreed: false, correction: '直して' } },
    { standing: 'refused', known: { agreed: false, agreement: block('1') } },
  ])('is $standing for $known', ({ standing, known }) => {
    expect(standingOf(facts(known)).standing).toBe(standing);
  });

  it('lets onto the paper only whoever has agreed', () => {
    const all = ['agreed', 'stale', 'correction', 'refused', 'waiting', 'lapsed', 'not_asked'] as const;
    expect(all.filter(isPrinted)).toEqual(['agreed', 'stale']);
  });
});
