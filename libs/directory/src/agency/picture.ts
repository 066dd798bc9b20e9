/** How large a picture is shown, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

// Which way up a photograph is shown: the one thing in its notes that is needed.
const orientationTag = 0x0112;
const pngSignature = 8;
const startOfScan = 0xda;
const endOfImage = 0xd9;
const colourNotes = [
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
] as const;
// What an image needs to be shown; everything else may say where and when it was taken.
const shownChunks = [
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'pHYs',
  'bKGD',
];

/**
 * The picture without what its maker noted in it: the place above all, since an agency may hide where it is. Nothing for
 * a file that is broken.
 */
export function withoutNotes(
  type: 'image/png' | 'image/jpeg',
  content: Buffer,
): { content: Buffer; size: PictureSize } | undefined {
  try {
    return type === 'image/png' ? plainPng(content) : plainJpeg(content);
  } catch {
    return undefined;
  }
}

function plainPng(content: Buffer): { content: Buffer; size: PictureSize } | undefined {
  const parts = [content.subarray(0, pngSignature)];
  let size: PictureSize | undefined;
  let hasEnd = false;
  for (let at = pngSignature; at + 12 <= content.length && !hasEnd;) {
    const length = content.readUInt32BE(at);
    const type = content.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > content.length) return undefined;
    if (type === 'IHDR')
      size = { width: content.readUInt32BE(at + 8), height: content.readUInt32BE(at + 12) };
    if (shownChunks.includes(type)) parts.push(content.subarray(at, end));
    hasEnd = type === 'IEND';
    at = end;
  }
  return size && hasEnd ? { content: Buffer.concat(parts), size } : undefined;
}

function plainJpeg(content: Buffer): { content: Buffer; size: PictureSize } | undefined {
  const parts: Buffer[] = [];
  let size: PictureSize | undefined;
  let orientation = 1;
  let hasScan = false;
  let at = 2;
  // Only to the first end: behind it follow previews with notes of their own, and films. Some cameras leave it out.
  while (at < content.length && content[at + 1] !== endOfImage) {
    if (at + 4 > content.length || content[at] !== 0xff) return undefined;
    const marker = content[at + 1]!;
    // Nothing but an octet that fills up.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const headEnd = at + 2 + content.readUInt16BE(at + 2);
    if (headEnd > content.length) return undefined;
    const body = content.subarray(at + 4, headEnd);
    if (marker === 0xe1) orientation = orientationOf(body) ?? orientation;
    if (isFrame(marker) && !size) size = { height: body.readUInt16BE(1), width: body.readUInt16BE(3) };
    const end = marker === startOfScan ? scanEnd(content, headEnd) : headEnd;
    if (!isNote(marker, body)) parts.push(content.subarray(at, end));
    hasScan ||= marker === startOfScan;
    at = end;
  }
  if (!hasScan || !size || size.width === 0 || size.height === 0) return undefined;
  const turned = orientation >= 5;
  const noted = orientation === 1 ? [] : [orientationNote(orientation)];
  return {
    content: Buffer.concat([content.subarray(0, 2), ...noted, ...parts, Buffer.from([0xff, endOfImage])]),
    size: turned ? { width: size.height, height: size.width } : size,
  };
}

/** Where the octets of a scan end: at the next marker that neither stands for an octet 255 nor restarts the scan. */
function scanEnd(content: Buffer, from: number): number {
  for (let at = content.indexOf(0xff, from); at !== -1; at = content.indexOf(0xff, at + 1)) {
    const next = content[at + 1];
    const isScan = next === 0 || next === 0xff || (next !== undefined && next >= 0xd0 && next <= 0xd7);
    if (!isScan && next !== undefined) return at;
  }
  return content.length;
}

/** Whatever no decoder needs. Of what programs have noted only the colours stay: JFIF, an ICC profile, Adobe's. */
function isNote(marker: number, body: Buffer): boolean {
  if ((marker >= 0xc0 && marker <= 0xcf) || (marker >= startOfScan && marker <= 0xdf)) return false;
  const [, begins] = colourNotes.find(([known]) => known === marker) ?? [];
  return begins === undefined || body.toString('latin1', 0, begins.length) !== begins;
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function orientationOf(exif: Buffer): number | undefined {
  if (exif.toString('latin1', 0, 6) !== 'Exif\0\0') return undefined;
  const tiff = exif.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = short(first);
  for (let entry = 0; entry < count; entry += 1) {
    const at = first + 2 + entry * 12;
    if (short(at) !== orientationTag) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** The one note that stays: a segment with nothing but the orientation. */
function orientationNote(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(orientationTag, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.from([0xff, 0xe1, 0, 2 + 6 + tiff.length]);
  return Buffer.concat([head, Buffer.from('Exif\0\0', 'latin1'), tiff]);
}
