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
import { longestBundle, mostFiles } from './exchange.limits.js';
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

/**
 * Reads the files with their octets, inside of the entries or beside them; what cannot be read is named. Many may point at one
 * large Binary, and each picture is drawn anew, so there is an end to both.
 */
export function filesIn(
  entries: readonly Entry[],
  documents: readonly JsonObject[],
  patient: JsonObject,
  unread: Unread[],
): ReadFile[] {
  let left = longestBundle;
  return documents.map((document, at) => {
    const isRoom = at < mostFiles && left > 0;
    const file = fileIn(entries, document, patient, unread, isRoom);
    if (isRoom && (!file.content || file.content.length <= left)) {
      left -= file.content?.length ?? 0;
      return file;
    }
    left = 0;
    unread.push({ what: nameOf(file), why: `ファイルは${mostFiles}件・合わせて8MBまでです。` });
    return { ...file, content: null };
  });
}

function nameOf({ name, contentType }: Pick<ReadFile, 'name' | 'contentType'>): string {
  return `添付ファイル「${name || contentType}」`;
}

function fileIn(
  entries: readonly Entry[],
  document: JsonObject,
  patient: JsonObject,
  unread: Unread[],
  isRoom: boolean,
): ReadFile {
  const attachment = part(parts(document, 'content')[0], 'attachment');
  const size: Json | undefined = attachment?.['size'];
  const title = text(attachment, 'title');
  const contentType = cut((text(attachment, 'contentType').split(';', 1)[0] ?? '').toLowerCase(), 100);
  const kind = codeOf(parts(part(document, 'type'), 'coding'), attachmentKindCodes) ?? 'other';
  const known = fileTypeCodes.find((type) => type === contentType);
  const octets = typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : null;
  const name = cut(text(document, 'description') || title || text(part(document, 'type'), 'text'), 200);
  const content = isRoom ? octetsIn(entries, attachment) : null;
  const fault = faultOf(entries, document, patient) ?? (content && damageOf(content, octets, attachment));
  if (fault) unread.push({ what: nameOf({ name, contentType }), why: fault });
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

const base64Only = /^[A-Za-z0-9+/]+={0,2}$/;

function octetsIn(entries: readonly Entry[], attachment: JsonObject | undefined): Buffer | null {
  const beside = referred(entries, { reference: text(attachment, 'url') });
  const isBinary = beside && text(beside, 'resourceType') === 'Binary' && !hasUnknownMeaning(beside);
  // Lines may be broken. White space goes first: a pattern that allowed for it would try every way to share it out.
  const data = (text(attachment, 'data') || (isBinary ? text(beside, 'data') : '')).replaceAll(/\s/g, '');
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
