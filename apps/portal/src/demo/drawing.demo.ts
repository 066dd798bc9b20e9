import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];
type Box = readonly [left: number, top: number, right: number, bottom: number, colour: Colour];

const [width, height] = [640, 480];
const sky: Colour = [214, 232, 245];

// Boxes, one over the other: nobody's photograph, and nobody's house.
const drawings: Readonly<Record<'room' | 'house', readonly Box[]>> = {
  house: [
    [0, 360, 640, 480, [176, 200, 150]],
    [120, 150, 520, 380, [246, 236, 214]],
    [100, 120, 540, 160, [168, 84, 62]],
    [160, 200, 250, 280, [150, 190, 220]],
    [390, 200, 480, 280, [150, 190, 220]],
    [280, 230, 360, 380, [120, 84, 60]],
    [260, 376, 380, 392, [190, 184, 176]],
  ],
  room: [
    [0, 0, 640, 480, [248, 240, 226]],
    [0, 330, 640, 480, [206, 176, 140]],
    [60, 60, 240, 200, [190, 220, 240]],
    [400, 60, 580, 200, [190, 220, 240]],
    [120, 260, 520, 320, [150, 108, 74]],
    [140, 320, 170, 430, [120, 84, 58]],
    [470, 320, 500, 430, [120, 84, 58]],
    [170, 230, 240, 262, [236, 190, 120]],
    [280, 224, 350, 262, [222, 150, 96]],
    [400, 230, 470, 262, [236, 190, 120]],
  ],
};

/** A picture for the demo, as PNG. */
export function drawing(name: 'room' | 'house'): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    const at = y * (1 + width * 3) + 1;
    for (let x = 0; x < width; x += 1) rows.set(colourAt(drawings[name], x, y), at + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(boxes: readonly Box[], x: number, y: number): Colour {
  const box = boxes.findLast(
    ([left, top, right, bottom]) => x >= left && x < right && y >= top && y < bottom,
  );
  return box?.[4] ?? sky;
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(content.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}

/** A leaflet of one page, as PDF. */
export const leaflet: Buffer = pdfOf('Hidamari Kobo');

function pdfOf(title: string): Buffer {
  const stream = `BT /F1 36 Tf 72 700 Td (${title}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
