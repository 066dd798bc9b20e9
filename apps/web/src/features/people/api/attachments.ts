import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';
import type { DataCategory } from '../../../lib/terms.js';

/** A file about a person. */
export type Attachment = Schema<'AttachmentView'>;
/** What an attachment is. */
export type AttachmentKind = Attachment['kind'];

/** What may be uploaded, by the ending of its name. */
export const fileTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
};

/** The ending of a file's name, in small letters. */
export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The kinds of attachments, in the order of the form, with the kind of data that each usually holds. */
export const attachmentKinds: readonly (readonly [AttachmentKind, DataCategory])[] = [
  ['doctor_opinion', 'medical'],
  ['passport_copy', 'assessment'],
  ['msfas_copy', 'assessment'],
  ['support_plan', 'progress'],
  ['school_plan', 'school'],
  ['assessment_result', 'assessment'],
  ['handbook_copy', 'disability'],
  ['picture', 'media'],
  ['recording', 'media'],
  ['other', 'progress'],
];

/** All files about a person; asked again while the scanner is at work. */
export function attachmentsQuery(personId: string) {
  return queryOptions({
    queryKey: ['attachments', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/attachments', { params: { path: { id: personId } }, signal })),
    refetchInterval: ({ state }) => (state.data?.some((file) => file.state === 'pending') ? 3_000 : false),
  });
}

/** Adds a file, and says then what it is: its name may name the person, and addresses are logged. */
export async function addAttachment(input: {
  personId: string;
  file: File;
  category: DataCategory;
  kind: AttachmentKind;
  words: string;
  key: string;
}): Promise<Attachment> {
  const extension = extensionOf(input.file.name);
  const added = await bodyOf(
    api.POST('/api/v1/people/{id}/attachments', {
      params: {
        path: { id: input.personId },
        query: { category: input.category, kind: input.kind, extension: extension as 'pdf' },
        header: onceBy(input.key),
      },
      headers: { 'Content-Type': fileTypes[extension] ?? input.file.type },
      body: input.file as unknown as string,
      bodySerializer: (body) => body,
    }),
  );
  if (input.words === '') return added;
  return describeAttachment({
    personId: input.personId,
    id: added.id,
    version: added.version,
    words: input.words,
  });
}

/** Says what a file is. */
export function describeAttachment({
  personId,
  id,
  version,
  ...words
}: {
  personId: string;
  id: string;
  version: number;
  words?: string;
  category?: DataCategory;
  kind?: AttachmentKind;
}) {
  return bodyOf(
    api.PATCH('/api/v1/people/{id}/attachments/{aid}', {
      params: { path: { id: personId, aid: id }, header: ifMatch(version) },
      body: words,
    }),
  );
}

/** Removes a file. */
export function removeAttachment({ personId, id }: { personId: string; id: string }) {
  return bodyOf(
    api.DELETE('/api/v1/people/{id}/attachments/{aid}', { params: { path: { id: personId, aid: id } } }),
  );
}

/** Has the scanner look at a file again. */
export function scanAgain({ personId, id }: { personId: string; id: string }) {
  return bodyOf(
    api.POST('/api/v1/people/{id}/attachments/{aid}/scan', { params: { path: { id: personId, aid: id } } }),
  );
}

/** Where the content of a file is. */
export function attachmentAddress(personId: string, id: string): string {
  return `/api/v1/people/${personId}/attachments/${id}/content`;
}
