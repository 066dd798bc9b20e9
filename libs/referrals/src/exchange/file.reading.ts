import { createHash } from 'node:crypto';
import {
  type AttachmentKind,
  attachmentKindCodes,
  attachmentKinds,
  categoryCodes,
  type DataCategory,
  extensionOf,
  fileTypeCodes,
} from '#libs/people';
import { type Entry, hasUnknownMeaning, isAbout, referred } from './bundle.entries.js';
import { cut, type Json, type JsonObject, part, parts, text } from './json.reading.js';
import type { Unread } from './unread.js';

/** A file that is named in the bundle. */
export interface ReadFile {
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly category: DataCategory;
  readonly contentType: string;
  /** The ending of its name; that of its type where it has none. */
  readonly extension: string;
  readonly octets: number | null;
  /** Null where it is only named, or is not to be read. */
  readonly content: Buffer | null;
}

/** Reads a file with its octets, inside of the entry or beside it; what cannot be read is named. */
export function fileIn(
  entries: readonly Entry[],
  document: JsonObject,
  patient: JsonObject,
  unread: Unread[],
): ReadFile {
  const attachment = part(parts(document, 'content')[0], 'attachment');
  const size: Json | undefined = attachment?.['size'];
  const title = text(attachment, 'title');
  const contentType = cut((text(attachment, 'contentType').split(';', 1)[0] ?? '').toLowerCase(), 100);
  const kind = codeOf(parts(part(document, 'type'), 'coding'), attachmentKindCodes) ?? 'other';
  const known = fileTypeCodes.find((type) => type === contentType);
  const octets = typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : null;
  const name = cut(text(document, 'description') || title || text(part(document, 'type'), 'text'), 200);
  const content = octetsIn(entries, attachment);
  const fault = faultOf(entries, document, patient) ?? (content && damageOf(content, octets, attachment));
  if (fault) unread.push({ what: `添付ファイル「${name || contentType}」`, why: fault });
  return {
    name,
    kind,
    category:
      codeOf(
        parts(document, 'category').flatMap((concept) => parts(concept, 'coding')),
        categoryCodes,
      ) ?? attachmentKinds[kind].category,
    contentType,
    extension: endingOf(title) ?? (known ? extensionOf(known) : ''),
    octets: octets ?? content?.length ?? null,
    content: fault ? null : content,
  };
}

function codeOf<Code extends string>(
  codings: readonly JsonObject[],
  known: readonly Code[],
): Code | undefined {
  const codes = codings.map((coding) => text(coding, 'code'));
  return known.find((code) => codes.includes(code));
}

function endingOf(name: string): string | undefined {
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
}

const base64Only = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

function octetsIn(entries: readonly Entry[], attachment: JsonObject | undefined): Buffer | null {
  const beside = referred(entries, { reference: text(attachment, 'url') });
  const isBinary = beside && text(beside, 'resourceType') === 'Binary' && !hasUnknownMeaning(beside);
  const data = text(attachment, 'data') || (isBinary ? text(beside, 'data') : '');
  return base64Only.test(data) ? Buffer.from(data, 'base64') : null;
}

/** Why a file is not to be read at all. */
function faultOf(entries: readonly Entry[], document: JsonObject, patient: JsonObject): string | undefined {
  if (!isAbout(entries, patient, part(document, 'subject'))) return '別の方のファイルです。';
  if (hasUnknownMeaning(document)) return '意味を変える未知の拡張（modifierExtension）があります。';
  if (['superseded', 'entered-in-error'].includes(text(document, 'status')))
    return '差し替えられた、または取り消されたファイルです。';
  return undefined;
}

/** Whether the octets are those of which the entry speaks: SHA-1 as FHIR R4 has it, ours of SHA-256, and how many there are. */
function damageOf(
  content: Buffer,
  octets: number | null,
  attachment: JsonObject | undefined,
): string | undefined {
  const ours = parts(attachment, 'extension').find((one) =>
    text(one, 'url').endsWith('/fhir/StructureDefinition/sha-256'),
  );
  const isWhole =
    (octets === null || octets === content.length) &&
    fits(content, 'sha1', text(attachment, 'hash')) &&
    fits(content, 'sha256', text(ours, 'valueBase64Binary'));
  return isWhole ? undefined : '中身が、ファイルに書かれた大きさやハッシュと違います。';
}

function fits(content: Buffer, algorithm: 'sha1' | 'sha256', said: string): boolean {
  return said === '' || createHash(algorithm).update(content).digest('base64') === said;
}
