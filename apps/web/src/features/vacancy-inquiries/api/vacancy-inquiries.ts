import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** An inquiry in a list. */
export type InquiryLine = Schema<'InquiryLineView'>;
/** An inquiry whole. */
export type Inquiry = Schema<'InquiryView'>;
/** What one agency has answered. */
export type VacancyAnswer = Schema<'VacancyAnswerView'>;
/** What is asked. */
export type InquiryInput = Schema<'InquiryRequest'>;
/** What is answered. */
export type AnswerInput = Schema<'RoomAnswerRequest'>;
/** The codes that an inquiry is made of. */
export type InquiryTerms = Schema<'InquiryTermsView'>;

/** Those that wait for the own answer, all that came, and those that went out. */
export const boxes = ['unanswered', 'received', 'sent'] as const;
export type Box = (typeof boxes)[number];

/** A part of a list. */
export function inquiriesQuery(box: Box, page: number) {
  const wanted = box === 'unanswered' ? { box: 'received' as const, unanswered: true } : { box };
  return queryOptions({
    queryKey: ['vacancy-inquiries', box, page],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/vacancy-inquiries', { params: { query: { ...wanted, page } }, signal })),
  });
}

/** One with the answers that the reader may know. */
export function inquiryQuery(id: string) {
  return queryOptions({
    queryKey: ['vacancy-inquiries', 'one', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/vacancy-inquiries/{id}', { params: { path: { id } }, signal })),
  });
}

/** The codes, the same for everybody. */
export const inquiryTermsQuery = queryOptions({
  queryKey: ['vacancy-inquiry-terms'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/vacancy-inquiry-terms', { signal })),
  staleTime: Infinity,
});

/** The kinds of service and the areas that one can choose from. */
export const placesQuery = queryOptions({
  queryKey: ['vacancy-inquiry-places'],
  queryFn: async ({ signal }) => ({
    kinds: await bodyOf(api.GET('/api/v1/service-kinds', { signal })),
    areas: await bodyOf(api.GET('/api/v1/areas', { signal })),
  }),
  staleTime: 60_000,
});

/** Asks. */
export function askForRoom({ key, input }: { key: string; input: InquiryInput }) {
  return bodyOf(api.POST('/api/v1/vacancy-inquiries', { params: { header: onceBy(key) }, body: input }));
}

type Seen = { id: string; version: number };

/** Answers for the own agency. */
export function answerInquiry({ id, version, input }: Seen & { input: AnswerInput }) {
  return bodyOf(
    api.PUT('/api/v1/vacancy-inquiries/{id}/answer', {
      params: { path: { id }, header: ifMatch(version) },
      body: input,
    }),
  );
}

/** Ends an own inquiry. */
export function closeInquiry({ id, version }: Seen) {
  return bodyOf(
    api.POST('/api/v1/vacancy-inquiries/{id}/closing', {
      params: { path: { id }, header: ifMatch(version) },
    }),
  );
}

/** Takes the own words out of an inquiry, or out of the own answer. */
export function strikeNote(id: string) {
  return bodyOf(api.DELETE('/api/v1/vacancy-inquiries/{id}/note', { params: { path: { id } } }));
}
