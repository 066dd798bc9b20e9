import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import typescript from 'typescript';
import { proposeRules } from '#libs/directory';

// Texts come from files of strangers: a pattern that takes the square of a text's length stops the portal with one long cell.
// Every pattern in the code of the directory is tried on runs of what stands in it, each twice as long as the one before.

const root = join(import.meta.dirname, '../../libs/directory/src');
const spans = [
  '1',
  '一',
  '-',
  'ー',
  ' ',
  '　',
  'a',
  'あ',
  'ア',
  '土',
  '1-',
  '(',
  ')',
  '・',
  '、',
  '(1',
  '1月',
  '12/',
  ':',
];
const pieces = [...spans, '\n', '"', ',', '=', '/', '毎月1日・', '第1・', '祝日の翌日、', '土曜午後'];
/** Of a text twice as long a linear pattern takes twice the time, a quadratic one four times. */
const mostRatio = 3;
const worthTiming = 1;
const longest = 64_000;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name);
    if (one.isDirectory()) return sources(path);
    return /(?<!\.spec)\.ts$/.test(one.name) ? [path] : [];
  });
}

function patternsIn(file: string): { where: string; pattern: RegExp }[] {
  const { Latest } = typescript.ScriptTarget;
  const source = typescript.createSourceFile(file, readFileSync(file, 'utf8'), Latest, true);
  const found: { where: string; pattern: RegExp }[] = [];
  const visit = (node: typescript.Node): void => {
    if (typescript.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({
        where: `${file.slice(root.length + 1)}:${line + 1}`,
        // A search from the first place on is timed; one that goes on from place to place is a search each time.
        pattern: new RegExp(node.text.slice(1, end), node.text.slice(end + 1).replace('g', '')),
      });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

/** What a text that fits the pattern almost is made of: its own characters and words. */
function piecesOf({ source }: RegExp): string[] {
  const plain = source.replace(/\\[a-zA-Z]|[\\^$.*+?()[\]{}|]/g, ' ');
  return [
    ...new Set([
      ...pieces,
      ...plain.replaceAll(' ', ''),
      ...plain.split(' ').filter(({ length }) => length > 1),
    ]),
  ];
}

function timeOf(work: (text: string) => unknown, text: string, runs: number): number {
  const times = Array.from({ length: runs }, () => {
    const began = performance.now();
    work(text);
    return performance.now() - began;
  });
  return Math.min(...times);
}

/** How much longer a text of twice the length takes, or nothing where no text takes a time worth the name. */
function growth(work: (text: string) => unknown, piece: string, end: string): number {
  const textOf = (length: number) => piece.repeat(Math.ceil(length / piece.length)) + end;
  for (let length = 2000; length <= longest; length *= 2) {
    if (timeOf(work, textOf(length), 1) < worthTiming) continue;
    const [short, long] = [timeOf(work, textOf(length), 5), timeOf(work, textOf(2 * length), 5)];
    // The first look may have been the machine's, not the pattern's.
    if (short >= worthTiming / 2) return long / short;
  }
  return 0;
}

function slowPieces(work: (text: string) => unknown, some: readonly string[]): string[] {
  return some.flatMap((piece) => {
    const end = ['', '!', '\u0000x'].find((one) => growth(work, piece, one) > mostRatio);
    // Twice, so that a machine that was busy just then is not taken for a slow pattern.
    return end !== undefined && growth(work, piece, end) > mostRatio ? [JSON.stringify(piece + end)] : [];
  });
}

const found = sources(root).flatMap((file) => patternsIn(file));

it('knows a pattern that takes the square', () => {
  expect(slowPieces((text) => /(?:a|b)+$/.test(text), ['a'])).toHaveLength(1);
  expect(slowPieces((text) => /(?<![ab])[ab]+$/.test(text), ['a'])).toHaveLength(0);
});

it('no pattern of the directory takes the square of a text', () => {
  expect(found.length).toBeGreaterThan(150);
  const slow = found.flatMap(({ where, pattern }) =>
    slowPieces((text) => {
      pattern.lastIndex = 0;
      return pattern.test(text);
    }, piecesOf(pattern)).map((piece) => `${where} ${pattern.source.slice(0, 60)} on ${piece}`),
  );
  expect(slow).toEqual([]);
}, 300_000);

it('a text about closed days is read or refused in the time of its length', () => {
  const read = (text: string) => proposeRules(text, { weekday: { from: '09:00', to: '17:00' } });
  expect(slowPieces(read, pieces)).toEqual([]);
});
