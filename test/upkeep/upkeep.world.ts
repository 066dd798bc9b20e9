import { confirmationToken, searchDuplicates } from '#libs/directory';
import { newId, WorkerDatabase } from '#libs/platform';
import { buildAreas, buildListed } from '../factories/directory.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';

/** An API with areas and somebody of the secretariat. */
export interface UpkeepWorld {
  readonly api: TestApi;
  readonly secretariat: Worker;
}

/** Builds the world; close its API in afterAll. */
export async function buildUpkeepWorld(): Promise<UpkeepWorld> {
  const api = await startApi();
  await buildAreas(api.db);
  return { api, secretariat: await buildWorker(api, { role: 'secretariat', name: '事務局 花子' }) };
}

/** Orders a search for duplicates, and does what the worker does then. */
export async function lookForDuplicates({ api, secretariat }: UpkeepWorld): Promise<void> {
  const { status, text } = await secretariat.post('duplicates/search');
  if (status !== 202) throw new Error(text);
  const worker = new WorkerDatabase(api.db.connections.worker, 'test', 1);
  await searchDuplicates(worker);
  await worker.onApplicationShutdown();
}

/** An agency in the directory, with a manager who is signed in. */
export async function buildKept(
  { api }: UpkeepWorld,
  entry: Partial<Parameters<typeof buildListed>[1]> = {},
): Promise<{ agencyId: string; manager: Worker }> {
  const agencyId = await buildListed(api.db, {
    name: `事業所 ${newId().slice(-6)}`,
    area: '99-a1',
    isMember: true,
    phone: '099-000-1111',
    publishedIn: ['public_page'],
    ...entry,
  });
  return { agencyId, manager: await buildWorker(api, { agencyId, role: 'manager', name: '管理 次郎' }) };
}

/** Starts a round for these agencies alone; answers its id and the token of each by agency. */
export async function askAlone(
  { api, secretariat }: UpkeepWorld,
  ...agencyIds: string[]
): Promise<{ roundId: string; tokens: Map<string, string> }> {
  const { status, body, text } = await secretariat.post('confirmation-rounds/chosen', {
    agencies: agencyIds.map((agencyId) => ({ agencyId })),
  });
  if (status !== 201) throw new Error(text);
  const rows = await api.db.admin<{ id: string; agency_id: string }>(
    'SELECT id, agency_id FROM portal.confirmation_request WHERE round_id = $1',
    [body.id],
  );
  const tokens = new Map(rows.map(({ id, agency_id }) => [agency_id, confirmationToken(api.db.keys, id)]));
  return { roundId: body.id, tokens };
}

/** A page without script, as somebody's browser fetches it and sends its form. */
export async function openPage(
  { api }: UpkeepWorld,
  path: string,
  form?: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(`${api.url}${path}`, {
    method: form ? 'POST' : 'GET',
    redirect: 'manual',
    headers: form ? { 'content-type': 'application/x-www-form-urlencoded', ...headers } : headers,
    ...(form ? { body: new URLSearchParams(form).toString() } : {}),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
