import { Invalid } from '#libs/platform';

/** Largest scan, in octets: a page or two, photographed. */
export const largestEvidence = 5 * 1024 * 1024;

// A file is what its first octets say, not what its name or its sender says.
const signatures = {
  'application/pdf': Buffer.from('%PDF-'),
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff]),
} as const;

export type EvidenceType = keyof typeof signatures;
export const evidenceTypes = Object.keys(signatures) as EvidenceType[];

/** What a scan shows: the signed paper, or by what a representative's authority was checked. */
export const evidenceKinds = ['paper', 'authority'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/**
 * The type of a scan, by its first octets.
 * @throws {Invalid} for an empty file, one that is too large, and anything but PDF, PNG and JPEG.
 */
export function requireEvidence(content: Buffer): EvidenceType {
  const type = evidenceTypes.find((candidate) =>
    content.subarray(0, signatures[candidate].length).equals(signatures[candidate]),
  );
  if (type && content.length <= largestEvidence) return type;
  const detail = 'PDF、PNG、JPEG のファイル（5MBまで）を選んでください。';
  throw new Invalid([{ field: 'file', label: '同意書の写し', detail }]);
}
