import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** Every version of what people are told, and the one in use. */
export type Notices = Schema<'NoticesView'>;
/** One version. */
export type NoticeVersion = Schema<'NoticeVersionView'>;
/** A new version. */
export type NewNotice = Schema<'NoticeRequest'>;

/** The parts, in the order of the paper. */
export const noticeParts = ['purpose', 'freedom', 'withdrawal', 'retention', 'contact'] as const;

/** What people are told before they decide. */
export const noticesQuery = queryOptions({
  queryKey: ['consent-notices'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/consent-notices', { signal })),
});

/** Writes a new version. */
export function writeNotice(input: { version: number; notice: NewNotice; key: string }) {
  return bodyOf(
    api.POST('/api/v1/consent-notices', {
      params: { header: { ...ifMatch(input.version), ...onceBy(input.key) } },
      body: input.notice,
    }),
  );
}

/** Goes back to the text of the network. */
export function followNetwork({ version, key }: { version: number; key: string }) {
  return bodyOf(
    api.POST('/api/v1/consent-notices/network-text', {
      params: { header: { ...ifMatch(version), ...onceBy(key) } },
    }),
  );
}

/** What the agency has settled about consents. */
export const consentSettingsQuery = queryOptions({
  queryKey: ['consent-settings'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/consent-settings', { signal })),
});

/** Settles it anew. */
export function settleConsents({ version, paperDays }: { version: number; paperDays: number }) {
  return bodyOf(
    api.PUT('/api/v1/consent-settings', { params: { header: ifMatch(version) }, body: { paperDays } }),
  );
}
