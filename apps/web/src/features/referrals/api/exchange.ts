import { api, bodyOf, onceBy, type Schema } from '../../../lib/api-client.js';
import { save } from './papers.js';

/** What a file says, before anything of it is kept. */
export type BundleReading = Schema<'BundleReadingView'>;

/** A file and about whom its draft will be. */
export type BundleIntake = Schema<'BundleIntakeRequest'>;

/** The largest file that is read, in octets. */
export const largestBundle = 8 * 1024 * 1024;

/** A referral as a FHIR file, made anew with what may be told now. */
export async function fetchBundle({ id, files }: { id: string; files: boolean }): Promise<void> {
  const bundle = await bodyOf(
    api.GET('/api/v1/referrals/{id}/fhir', { params: { path: { id }, query: { files } }, parseAs: 'blob' }),
  );
  save(bundle, 'referral.fhir.json');
}

/** Looks into a file; nothing of it is kept. */
export function readBundle(bundle: string): Promise<BundleReading> {
  return bodyOf(api.POST('/api/v1/referral-bundles/reading', { body: { bundle } }));
}

/** Makes a draft out of a file. */
export function takeInBundle({ intake, key }: { intake: BundleIntake; key: string }) {
  return bodyOf(api.POST('/api/v1/referral-bundles', { params: { header: onceBy(key) }, body: intake }));
}
