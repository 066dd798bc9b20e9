import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** The agenda of a meeting. */
export type Agenda = Schema<'AgendaView'>;
/** An item of an agenda. */
export type AgendaItem = Schema<'AgendaItemView'>;
/** A paper before an item. */
export type Paper = Schema<'PaperView'>;
/** A proposal for an agenda. */
export type Proposal = Schema<'ProposalView'>;
/** What an item says. */
export type AgendaItemInput = Schema<'AgendaItemRequest'>;
/** A pack. */
export type Pack = Schema<'PackView'>;
/** Where an item goes. */
export type AgendaMove = Schema<'AgendaMoveRequest'>;

/** The agenda of a meeting; asked again while the scanner is at work. */
export function agendaQuery(meetingId: string) {
  return queryOptions({
    queryKey: ['agenda', meetingId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/meetings/{id}/agenda', { params: { path: { id: meetingId } }, signal })),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ papers }) =>
        papers.some(({ versions }) => versions.some((one) => one.state === 'pending')),
      )
        ? 3_000
        : false,
  });
}

/** Adds an item. */
export function addItem({
  meetingId,
  key,
  input,
}: {
  meetingId: string;
  key: string;
  input: Schema<'NewAgendaItemRequest'>;
}) {
  return bodyOf(
    api.POST('/api/v1/meetings/{id}/agenda', {
      params: { path: { id: meetingId }, header: onceBy(key) },
      body: input,
    }),
  );
}

type Seen = { id: string; version: number };
const seen = ({ id, version }: Seen) => ({ path: { id }, header: ifMatch(version) });

/** Changes an item. */
export function changeItem({ input, ...at }: Seen & { input: AgendaItemInput }) {
  return bodyOf(api.PUT('/api/v1/agenda-items/{id}', { params: seen(at), body: input }));
}

/** Moves an item. */
export function moveItem({ move, ...at }: Seen & { move: AgendaMove }) {
  return bodyOf(api.POST('/api/v1/agenda-items/{id}/placement', { params: seen(at), body: move }));
}

/** Takes an item away. */
export function removeItem(at: Seen) {
  return bodyOf(api.DELETE('/api/v1/agenda-items/{id}', { params: seen(at) }));
}

/** The templates of a council. */
export function templatesQuery(councilId: string) {
  return queryOptions({
    queryKey: ['agenda-templates', councilId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/councils/{id}/agenda-templates', { params: { path: { id: councilId } }, signal }),
      ),
  });
}

/** Puts what a template holds on an agenda. */
export function putTemplate({
  meetingId,
  templateId,
  key,
}: {
  meetingId: string;
  templateId: string;
  key: string;
}) {
  return bodyOf(
    api.POST('/api/v1/meetings/{id}/agenda/template', {
      params: { path: { id: meetingId }, header: onceBy(key) },
      body: { templateId },
    }),
  );
}

/** Keeps an agenda as a template. */
export function keepTemplate({
  meetingId,
  key,
  input,
}: {
  meetingId: string;
  key: string;
  input: Schema<'AgendaTemplateRequest'>;
}) {
  return bodyOf(
    api.POST('/api/v1/meetings/{id}/agenda-template', {
      params: { path: { id: meetingId }, header: onceBy(key) },
      body: input,
    }),
  );
}

/** Throws a template away. */
export function removeTemplate(id: string) {
  return bodyOf(api.DELETE('/api/v1/agenda-templates/{id}', { params: { path: { id } } }));
}

/** Proposes an item. */
export function proposeItem({
  meetingId,
  key,
  input,
}: {
  meetingId: string;
  key: string;
  input: Schema<'AgendaProposalRequest'>;
}) {
  return bodyOf(
    api.POST('/api/v1/meetings/{id}/agenda-proposals', {
      params: { path: { id: meetingId }, header: onceBy(key) },
      body: input,
    }),
  );
}

/** Puts a proposal on the agenda. */
export function takeProposal(at: Seen) {
  return bodyOf(api.POST('/api/v1/agenda-proposals/{id}/taking', { params: seen(at), body: {} }));
}

/** Declines a proposal. */
export function declineProposal({ reason, ...at }: Seen & { reason: string }) {
  return bodyOf(api.POST('/api/v1/agenda-proposals/{id}/declining', { params: seen(at), body: { reason } }));
}

/** Takes the own proposal back. */
export function withdrawProposal(at: Seen) {
  return bodyOf(api.POST('/api/v1/agenda-proposals/{id}/withdrawal', { params: seen(at) }));
}

/** What may be laid before a meeting, by the ending of its name. */
export const paperFileTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** Says that a paper lies before an item; its file may follow. */
export async function addPaper(input: {
  itemId: string;
  title: string;
  visibility: Paper['visibility'];
  file: File | undefined;
  key: string;
  fileKey: string;
}): Promise<void> {
  const { id } = await bodyOf(
    api.POST('/api/v1/agenda-items/{id}/papers', {
      params: { path: { id: input.itemId }, header: onceBy(input.key) },
      body: { title: input.title, visibility: input.visibility },
    }),
  );
  if (input.file) await layPaper({ id, file: input.file, key: input.fileKey });
}

/** Lays the file of a paper, or a new version of it. */
export async function layPaper({ id, file, key }: { id: string; file: File; key: string }): Promise<void> {
  const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  await bodyOf(
    api.POST('/api/v1/papers/{id}/versions', {
      params: { path: { id }, query: { extension: extension as 'pdf' }, header: onceBy(key) },
      headers: { 'Content-Type': paperFileTypes[extension] ?? 'application/octet-stream' },
      body: file as unknown as string,
      bodySerializer: (body) => body,
    }),
  );
}

/** Says what a paper is called and who sees it. */
export function describePaper({ input, ...at }: Seen & { input: Schema<'MeetingPaperRequest'> }) {
  return bodyOf(api.PUT('/api/v1/papers/{id}', { params: seen(at), body: input }));
}

/** Takes a paper back. */
export function removePaper(at: Seen) {
  return bodyOf(api.DELETE('/api/v1/papers/{id}', { params: seen(at) }));
}

/** Has a paper looked at again. */
export function scanPaperAgain(id: string) {
  return bodyOf(api.POST('/api/v1/papers/{id}/scan', { params: { path: { id } } }));
}

/** The packs of a meeting; asked again while one is being made. */
export function packsQuery(meetingId: string) {
  return queryOptions({
    queryKey: ['packs', meetingId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/meetings/{id}/packs', { params: { path: { id: meetingId } }, signal })),
    refetchInterval: ({ state }) => (state.data?.some(isBeingMade) ? 1_500 : false),
  });
}

/** Whether a pack is on its way. */
export function isBeingMade({ state }: Pack): boolean {
  return state === 'waiting' || state === 'working';
}

/** Orders a pack. */
export function orderPack({
  meetingId,
  audience,
  key,
}: {
  meetingId: string;
  audience: Pack['audience'];
  key: string;
}) {
  return bodyOf(
    api.POST('/api/v1/meetings/{id}/packs', {
      params: { path: { id: meetingId }, header: onceBy(key) },
      body: { audience },
    }),
  );
}

/** What was sent to whom when. */
export function circulationsQuery(meetingId: string) {
  return queryOptions({
    queryKey: ['circulations', meetingId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/meetings/{id}/circulations', { params: { path: { id: meetingId } }, signal })),
  });
}

/** Sends the agenda. */
export function circulate({
  meetingId,
  key,
  input,
}: {
  meetingId: string;
  key: string;
  input: Schema<'CirculationRequest'>;
}) {
  return bodyOf(
    api.POST('/api/v1/meetings/{id}/circulations', {
      params: { path: { id: meetingId }, header: onceBy(key) },
      body: input,
    }),
  );
}
