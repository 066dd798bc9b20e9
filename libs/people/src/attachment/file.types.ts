import { isOfficeFile } from '#libs/platform';

/** What may be uploaded. A file is what its first octets say; name and sender must say the same. */
export const fileTypes = {
  'application/pdf': { name: 'PDF', extensions: ['pdf'], is: startsWith('%PDF-') },
  'image/png': {
    name: 'PNG',
    extensions: ['png'],
    is: startsWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  'image/jpeg': { name: 'JPEG', extensions: ['jpg', 'jpeg'], is: startsWith([0xff, 0xd8, 0xff]) },
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
  'audio/mpeg': { name: 'MP3', extensions: ['mp3'], is: isMp3 },
  'audio/mp4': { name: 'M4A', extensions: ['m4a'], is: (content: Buffer) => is(content, 4, 'ftyp') },
  'audio/wav': {
    name: 'WAV',
    extensions: ['wav'],
    is: (content: Buffer) => is(content, 0, 'RIFF') && is(content, 8, 'WAVE'),
  },
} as const satisfies Record<
  string,
  { name: string; extensions: readonly string[]; is: (content: Buffer) => boolean }
>;

export type FileType = keyof typeof fileTypes;
export const fileTypeCodes = Object.keys(fileTypes) as FileType[];

/** Every ending of a file name that is taken. */
export const fileExtensions = Object.values(fileTypes).flatMap(({ extensions }) => [...extensions]);
export type FileExtension = (typeof fileExtensions)[number];

/** The ending under which a file is handed out. */
export function extensionOf(type: FileType): string {
  return fileTypes[type].extensions[0];
}

/** Whether it is a picture that a page can show. */
export function isPicture(type: FileType): boolean {
  return type === 'image/png' || type === 'image/jpeg';
}

/** The type on which the octets, the sender and the ending of the name agree; undefined when they do not. */
export function agreedType(content: Buffer, declared: string, extension: string): FileType | undefined {
  return fileTypeCodes.find((type) => {
    const { extensions, is: matches } = fileTypes[type] as (typeof fileTypes)['image/jpeg'];
    return type === declared && (extensions as readonly string[]).includes(extension) && matches(content);
  });
}

function is(content: Buffer, at: number, octets: string | readonly number[]): boolean {
  const wanted = typeof octets === 'string' ? Buffer.from(octets, 'latin1') : Buffer.from(octets);
  return content.subarray(at, at + wanted.length).equals(wanted);
}

function startsWith(octets: string | readonly number[]): (content: Buffer) => boolean {
  return (content) => is(content, 0, octets);
}

function isMp3(content: Buffer): boolean {
  // Either a tag, or at once a frame of layer III.
  return is(content, 0, 'ID3') || (content[0] === 0xff && ((content[1] ?? 0) & 0xe6) === 0xe2);
}
