import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';
import type { DataCategory } from '../../../lib/terms.js';

/** One of the sheets that belong to the person. */
export type OwnSheet = Schema<'OwnSheetView'>;
/** One part of it. */
export type OwnSheetPart = Schema<'OwnSheetPartView'>;
/** One question. */
export type OwnSheetField = Schema<'OwnSheetFieldView'>;
/** An entry of the self-check. */
export type SelfCheck = Schema<'SelfCheckView'>;
/** Which sheet. */
export type OwnSheetKind = OwnSheet['kind'];

/** A row of a table. */
export type SheetRow = Record<string, string>;
/** What stands in a field. */
export type SheetValue = string | string[] | SheetRow[];
/** What stands in the parts. */
export type SheetSections = Record<string, Record<string, SheetValue>>;

/** What a form of a sheet holds. */
export type SheetContent = {
  agreedOn: string | null;
  sections: SheetSections;
  shared: DataCategory[];
  why: string;
};

/** A sheet with its history. */
export function ownSheetQuery(personId: string, kind: OwnSheetKind) {
  return queryOptions({
    queryKey: ['own-sheet', personId, kind],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/people/{id}/own-sheets/{kind}', {
          params: { path: { id: personId, kind } },
          signal,
        }),
      ),
  });
}

/** One version. */
export function sheetVersionQuery(personId: string, kind: OwnSheetKind, version: number) {
  return queryOptions({
    queryKey: ['own-sheet-version', personId, kind, version],
    // A version never changes.
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/people/{id}/own-sheets/{kind}/versions/{version}', {
          params: { path: { id: personId, kind, version: String(version) } },
          signal,
        }),
      ),
  });
}

type At = { personId: string; kind: OwnSheetKind; version: number };

const pathOf = ({ personId, kind, version }: At) => ({
  path: { id: personId, kind },
  header: ifMatch(version),
});

/** Saves a sheet as its next version. */
export function saveSheet({ content, ...at }: At & { content: SheetContent }) {
  return bodyOf(
    api.PUT('/api/v1/people/{id}/own-sheets/{kind}', {
      params: pathOf(at),
      body: content as Schema<'OwnSheetRequest'>,
    }),
  );
}

/** Keeps what has been typed. */
export function keepSheetDraft({
  content,
  begunFrom,
  ...at
}: At & { content: SheetContent; begunFrom: number }) {
  return bodyOf(
    api.PUT('/api/v1/people/{id}/own-sheets/{kind}/draft', {
      params: pathOf(at),
      body: { ...content, begunFrom } as Schema<'OwnSheetDraftRequest'>,
    }),
  );
}

/** Throws away what has been typed. */
export function dropSheetDraft({ personId, kind }: { personId: string; kind: OwnSheetKind }) {
  return bodyOf(
    api.DELETE('/api/v1/people/{id}/own-sheets/{kind}/draft', { params: { path: { id: personId, kind } } }),
  );
}

/** Makes an earlier version the newest again. */
export function restoreSheet({ personId, kind, version, seen, why }: At & { seen: number; why: string }) {
  return bodyOf(
    api.POST('/api/v1/people/{id}/own-sheets/{kind}/versions/{version}/restoration', {
      params: { path: { id: personId, kind, version: String(version) }, header: ifMatch(seen) },
      body: { why },
    }),
  );
}

/** The series of the self-check. */
export function selfChecksQuery(personId: string) {
  return queryOptions({
    queryKey: ['self-checks', personId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/people/{id}/self-checks', { params: { path: { id: personId } }, signal })),
  });
}

/** Adds an entry to it. */
export function addSelfCheck({
  personId,
  key,
  ...body
}: Schema<'SelfCheckRequest'> & { personId: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/people/{id}/self-checks', {
      params: { path: { id: personId }, header: onceBy(key) },
      body,
    }),
  );
}

/** Strikes an entry out. */
export function strikeSelfCheck({ personId, id }: { personId: string; id: string }) {
  return bodyOf(
    api.DELETE('/api/v1/people/{id}/self-checks/{sid}', { params: { path: { id: personId, sid: id } } }),
  );
}

/** Where the printed sheet is; all parts unless some are named. */
export function sheetPaper(personId: string, kind: OwnSheetKind, parts: readonly DataCategory[]): string {
  const query = parts.length > 0 ? `?parts=${parts.join(',')}` : '';
  return `/api/v1/people/${personId}/own-sheets/${kind}/paper${query}`;
}
