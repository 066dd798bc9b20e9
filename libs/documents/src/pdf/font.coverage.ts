import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const fontFile = '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf';
let covered: ReadonlySet<number> | undefined;

/** Whether the font of the documents has a shape for this character. */
export function hasGlyph(codePoint: number): boolean {
  covered ??= coverageOf(readFileSync(createRequire(import.meta.url).resolve(fontFile)));
  return covered.has(codePoint);
}

/** The characters in the font's table of 32-bit codes (OpenType, cmap format 12). */
function coverageOf(font: Buffer): ReadonlySet<number> {
  const cmap = tableOf(font, 'cmap');
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, at) =>
    font.readUInt32BE(cmap + 4 + at * 8 + 4),
  );
  const wide = subtables.find((offset) => font.readUInt16BE(cmap + offset) === 12);
  if (wide === undefined) throw new Error('the font has no table of 32-bit codes');
  const points = new Set<number>();
  for (let group = 0; group < font.readUInt32BE(cmap + wide + 12); group += 1) {
    const at = cmap + wide + 16 + group * 12;
    for (let point = font.readUInt32BE(at); point <= font.readUInt32BE(at + 4); point += 1) points.add(point);
  }
  return points;
}

function tableOf(font: Buffer, tag: string): number {
  for (let table = 0; table < font.readUInt16BE(4); table += 1) {
    const at = 12 + table * 16;
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8);
  }
  throw new Error(`the font has no table ${tag}`);
}
