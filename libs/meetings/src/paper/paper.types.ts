import sharp from 'sharp';
import { isOfficeFile } from '#libs/platform';

/** What may be laid before a meeting. A file is what its first octets say; name and sender must say the same. */
export const paperTypes = {
  'application/pdf': {
    name: 'PDF',
    extensions: ['pdf'],
    is: (content: Buffer) => startsWith(content, '%PDF-'),
  },
  'image/png': {
    name: 'PNG',
    extensions: ['png'],
    is: (content: Buffer) => startsWith(content, '\x89PNG\r\n\x1a\n'),
  },
  'image/jpeg': {
    name: 'JPEG',
    extensions: ['jpg', 'jpeg'],
    is: (content: Buffer) => startsWith(content, '\xff\xd8\xff'),
  },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    name: 'Word',
    extensions: ['docx'],
    is: (content: Buffer) => isOfficeFile(content, 'word/document.xml'),
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    name: 'Excel',
    extensions: ['xlsx'],
    is: (content: Buffer) => isOfficeFile(content, 'xl/workbook.xml'),
  },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    name: 'PowerPoint',
    extensions: ['pptx'],
    is: (content: Buffer) => isOfficeFile(content, 'ppt/presentation.xml'),
  },
} as const satisfies Record<
  string,
  { name: string; extensions: readonly string[]; is: (content: Buffer) => boolean }
>;

export type PaperType = keyof typeof paperTypes;
export const paperTypeCodes = Object.keys(paperTypes) as PaperType[];

/** Every ending of a file name that is taken. */
export const paperExtensions = Object.values(paperTypes).flatMap(({ extensions }) => [...extensions]);
export type PaperExtension = (typeof paperExtensions)[number];

/** The most that one paper may have, in octets: the scanner takes 25 MB. */
export const largestPaper = 20 * 1024 * 1024;

/** The most that all papers of one meeting may have together, with every version. */
export const paperQuota = { octets: 300 * 1024 * 1024, files: 200 } as const;

/** Whether it goes into the pack; the rest is handed out beside it. */
export function isPacked(type: PaperType): boolean {
  return type === 'application/pdf' || isPicture(type);
}

/** Whether it is a picture. */
export function isPicture(type: PaperType): type is 'image/png' | 'image/jpeg' {
  return type === 'image/png' || type === 'image/jpeg';
}

/** The type on which the octets, the sender and the ending of the name agree; undefined when they do not. */
export function agreedPaperType(content: Buffer, declared: string, extension: string): PaperType | undefined {
  return paperTypeCodes.find(
    (type) =>
      type === declared &&
      (paperTypes[type].extensions as readonly string[]).includes(extension) &&
      paperTypes[type].is(content),
  );
}

/**
 * A picture drawn anew from its points, without what a camera wrote beside them (place, time, device); null where it cannot be
 * read or is too large.
 */
export async function plainPicture(
  content: Buffer,
  type: 'image/png' | 'image/jpeg',
): Promise<Buffer | null> {
  try {
    const picture = sharp(content, { limitInputPixels: 50_000_000, failOn: 'error', pages: 1 })
      .rotate()
      .resize({ width: 4000, height: 4000, fit: 'inside', withoutEnlargement: true });
    return await (type === 'image/png' ? picture.png() : picture.jpeg({ quality: 88 })).toBuffer();
  } catch {
    return null;
  }
}

function startsWith(content: Buffer, start: string): boolean {
  return content.subarray(0, start.length).equals(Buffer.from(start, 'latin1'));
}
