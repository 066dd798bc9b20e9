import { Invalid } from '#libs/platform';
import { type PictureSize, withoutNotes } from './picture.js';

/** Largest file of an agency, in octets. */
export const largestAgencyFile = 5 * 1024 * 1024;
/** How many files one agency keeps here. */
export const mostAgencyFiles = 12;

// A file is what its first octets say, not what its name or its sender says.
const signatures = {
  'application/pdf': Buffer.from('%PDF-'),
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff]),
} as const;

/** What files of an agency can be: a photograph or drawing, a leaflet. */
export type AgencyFileType = keyof typeof signatures;
export const agencyFileTypes = Object.keys(signatures) as AgencyFileType[];

/** A file that may be kept: its type by its first octets, pictures without what their maker noted in them. */
export interface SoundFile {
  readonly type: AgencyFileType;
  readonly content: Buffer;
  readonly size: PictureSize | null;
}

/** @throws {Invalid} for an empty file, one that is too large or broken, and anything but PDF, PNG and JPEG. */
export function soundFile(given: Buffer): SoundFile {
  const type = agencyFileTypes.find((candidate) =>
    given.subarray(0, signatures[candidate].length).equals(signatures[candidate]),
  );
  if (!type || given.length > largestAgencyFile)
    throw refusal('写真（JPEG、PNG）かパンフレット（PDF）のファイル（5MBまで）を選んでください。');
  if (type === 'application/pdf') return { type, content: given, size: null };
  const plain = withoutNotes(type, given);
  if (!plain || plain.size.width > 20_000 || plain.size.height > 20_000)
    throw refusal('画像を読み取れません。別の写真を選んでください。');
  return { type, content: plain.content, size: plain.size };
}

function refusal(detail: string): Invalid {
  return new Invalid([{ field: 'file', label: 'ファイル', detail }]);
}
