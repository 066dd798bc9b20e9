import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../../lib/api-client.js';

/** What the leaflet may print about the own agency. */
export type LeafletConsent = Schema<'LeafletConsentView'>;

/** The own agency's block and what was agreed to. */
export const leafletConsentQuery = queryOptions({
  queryKey: ['leaflet-consent'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/leaflet-consent', { signal })),
});

/** Agrees to fields of the block that is on the screen. */
export function agreeToLeaflet(input: Schema<'AgreeRequest'>) {
  return bodyOf(api.PUT('/api/v1/leaflet-consent', { body: input }));
}

/** Takes the agreement back. */
export function refuseLeaflet() {
  return bodyOf(api.DELETE('/api/v1/leaflet-consent'));
}

/** Asks for a correction. */
export function askForCorrection(words: string) {
  return bodyOf(api.PUT('/api/v1/leaflet-consent/correction', { body: { words } }));
}
