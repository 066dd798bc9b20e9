import fc from 'fast-check';
import { soundFile } from './agency-file.rules.js';
import { withoutNotes } from './picture.js';

const segment = (marker: number, content: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};
const exif = (orientation: number) => {
  const tiff = Buffer.alloc(26);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from('GPS 35.0000 139.0000')]);
};
const frame = Buffer.from([8, 0, 60, 0, 80, 1, 1, 0x11, 0]);
const jpeg = (orientation: number) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0')),
    segment(0xe1, exif(orientation)),
    segment(0xed, Buffer.from('Photoshop 氏名')),
    segment(0xfe, Buffer.from('comment')),
    segment(0xc0, frame),
    Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
  ]);
const chunk = (type: string, content: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(type), content, Buffer.alloc(4)]);
};
const size = Buffer.alloc(13);
size.writeUInt32BE(80, 0);
size.writeUInt32BE(60, 4);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', size),
  chunk('eXIf', Buffer.from('GPS')),
  chunk('tEXt', Buffer.from('Author')),
  chunk('IDAT', Buffer.from([1, 2])),
  chunk('IEND', Buffer.alloc(0)),
  Buffer.from('trailing secret'),
]);

describe('a picture', () => {
  it('loses what its maker noted in it, the place above all', () => {
    const plain = withoutNotes('image/jpeg', jpeg(1))!;
    expect(plain.content.toString('latin1')).not.toMatch(/GPS|Photoshop|comment|Exif/);
    expect(plain.size).toEqual({ width: 80, height: 60 });
    expect(plain.content.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  });

  it('keeps which way up it is shown', () => {
    const plain = withoutNotes('image/jpeg', jpeg(6))!;
    expect(plain.content.toString('latin1')).not.toContain('GPS');
    expect(plain.size).toEqual({ width: 60, height: 80 });
    expect(withoutNotes('image/jpeg', plain.content)).toEqual(plain);
  });

  it('ends where it ends: no second picture, no film, no notes between its scans', () => {
    const scan = (...octets: number[]) =>
      Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from(octets)]);
    const whole = Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      segment(0xe2, Buffer.from('MPF\0GPS')),
      segment(0xe2, Buffer.from('ICC_PROFILE\0colours')),
      segment(0xee, Buffer.from('Adobe\0')),
      segment(0xee, Buffer.from('Other GPS')),
      segment(0xc2, frame),
      scan(1, 0xff, 0, 2, 0xff, 0xd0, 3),
      segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0GPS')),
      segment(0xfe, Buffer.from('GPS')),
      segment(0xc4, Buffer.from([0, 1])),
      scan(4, 5),
      Buffer.from([0xff, 0xd9]),
    ]);
    const plain = withoutNotes('image/jpeg', Buffer.concat([whole, jpeg(1), Buffer.from('ftypmp42 GPS')]))!;
    expect(plain.content).toEqual(
      Buffer.concat([
        Buffer.from([0xff, 0xd8]),
        segment(0xe2, Buffer.from('ICC_PROFILE\0colours')),
        segment(0xee, Buffer.from('Adobe\0')),
        segment(0xc2, frame),
        scan(1, 0xff, 0, 2, 0xff, 0xd0, 3),
        segment(0xc4, Buffer.from([0, 1])),
        scan(4, 5),
        Buffer.from([0xff, 0xd9]),
      ]),
    );
    expect(withoutNotes('image/jpeg', whole.subarray(0, -2))).toEqual(plain);
  });

  it('in PNG keeps what is shown and nothing else', () => {
    const plain = withoutNotes('image/png', png)!;
    expect(plain.content.toString('latin1')).not.toMatch(/GPS|Author|trailing/);
    expect(plain.size).toEqual({ width: 80, height: 60 });
  });

  it('that is broken is none, wherever it breaks', () => {
    for (const [type, whole] of [
      ['image/jpeg', jpeg(6)],
      ['image/png', png],
    ] as const)
      fc.assert(
        fc.property(fc.nat(whole.length - 30), fc.nat(255), (at, octet) => {
          expect(withoutNotes(type, whole.subarray(0, at))?.size.width ?? 80).toBeDefined();
          const bent = Buffer.from(whole);
          bent[at] = octet;
          withoutNotes(type, bent);
        }),
      );
    expect(withoutNotes('image/jpeg', jpeg(1).subarray(0, 30))).toBeUndefined();
  });
});

describe('a file of an agency', () => {
  it('is what its first octets say', () => {
    expect(soundFile(png).type).toBe('image/png');
    expect(soundFile(jpeg(1)).type).toBe('image/jpeg');
    expect(soundFile(Buffer.from('%PDF-1.7 x'))).toMatchObject({ type: 'application/pdf', size: null });
  });

  it.each([
    { what: 'nothing', content: Buffer.alloc(0) },
    { what: 'a page of the web', content: Buffer.from('<html><script>') },
    {
      what: 'a drawing that can hold programs',
      content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'),
    },
    { what: 'what only begins like a picture', content: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) },
    { what: 'too much', content: Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(5 * 1024 * 1024)]) },
  ])('is not $what', ({ content }) => expect(() => soundFile(content)).toThrow('input.invalid'));
});
