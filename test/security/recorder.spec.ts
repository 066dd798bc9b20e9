import { Canaries } from './canaries.js';
import { Recorder } from './recorder.js';

const canaries = new Canaries();
const [name, kana, birthday] = [
  canaries.text('one', 'identity', 'name'),
  canaries.kana('one'),
  canaries.day('one'),
];
const diagnosis = canaries.text('one', 'medical', 'diagnosis');
const reader = { name: 'reader' };
const request = { label: 'GET /somewhere', sent: '/somewhere' };

/** A reader who may see the identity and nothing else. */
function recorder() {
  return new Recorder<typeof reader>(canaries.all, (_, { group }) => group === 'identity');
}

describe('the recorder', () => {
  it('reports a planted leak with reader, text and request', () => {
    const seen = recorder();
    seen.look(reader, request, { text: JSON.stringify({ items: [{ deep: { note: `… ${diagnosis} …` } }] }) });
    expect(seen.takeLeaks()).toEqual([`reader saw ${diagnosis} (medical) in the answer to GET /somewhere`]);
  });

  it('reports one in a header', () => {
    const seen = recorder();
    seen.look(reader, request, { text: '', headers: `content-disposition: ${diagnosis}` });
    expect(seen.takeLeaks()).toHaveLength(1);
  });

  it('lets what may be seen pass, and remembers that it was seen', () => {
    const seen = recorder();
    seen.look(reader, request, { text: JSON.stringify([name, kana, birthday]) });
    expect(seen.takeLeaks()).toEqual([]);
    expect(canaries.all.map((canary) => seen.hasSeen(reader, canary))).toEqual([true, true, true, false]);
    expect(seen.hasSeen({ name: 'another' }, canaries.all[0]!)).toBe(false);
  });

  it('does not take the words of the request for an answer', () => {
    const seen = recorder();
    seen.look(
      reader,
      { ...request, sent: `/somewhere?q=${diagnosis}` },
      { text: `「${diagnosis}」はありません。` },
    );
    expect(seen.takeLeaks()).toEqual([]);
  });
});

describe('canaries', () => {
  it('are never part of one another', () => {
    const many = new Canaries();
    for (let at = 0; at < 120; at += 1) {
      many.kana('one');
      many.day('one');
      many.text('one', 'medical', `field-${at}`);
    }
    const texts = many.all.map(({ text }) => text);
    const inside = texts.filter((text) => texts.some((other) => other !== text && other.includes(text)));
    expect([inside, new Set(texts).size]).toEqual([[], texts.length]);
  });
});
