import { connect } from 'node:net';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker } from '../factories/identity.js';
import { operationsOf } from './operations.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const twentyMegabytes = 20 * 1024 * 1024;

/** Announces a large body, sends a little of it, and answers what comes back without the rest. */
function knock(
  method: string,
  path: string,
  headers: readonly string[] = [],
): Promise<{ status: number; closed: boolean }> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    const finish = (closed: boolean) => {
      clearTimeout(patience);
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0), closed });
    };
    const patience = setTimeout(() => finish(false), 3000);
    socket.on('error', reject);
    socket.on('data', (part) => (answer += part.toString()));
    socket.on('end', () => finish(true));
    socket.write(
      [
        `${method} ${path} HTTP/1.1`,
        `host: ${hostname}:${port}`,
        `content-length: ${twentyMegabytes}`,
        ...headers,
        '',
        'x'.repeat(1000),
      ].join('\r\n'),
    );
  });
}

const anId = '01900000-0000-7000-8000-000000000000';

describe('a body of twenty megabytes from somebody who is not signed in', () => {
  it.each([
    { path: `people/${anId}/attachments`, type: 'application/pdf' },
    { path: `consents/${anId}/evidence`, type: 'image/png' },
    { path: 'imports', type: 'text/csv' },
    { path: 'people', type: 'application/json' },
  ])('is refused without being read: $path', async ({ path, type }) => {
    const refused = await knock('POST', `/api/v1/${path}`, [`content-type: ${type}`]);
    expect(refused).toEqual({ status: 401, closed: true });
  });

  it('is refused on every route that is not public', async () => {
    const closed = operationsOf(api.app).all.filter(
      ({ method, audience }) =>
        audience !== 'public' && ['POST', 'PUT', 'PATCH'].includes(method.toUpperCase()),
    );
    expect(closed.length).toBeGreaterThan(100);
    const read: string[] = [];
    for (const { method, path, id } of closed) {
      const { status } = await knock(method.toUpperCase(), path.replaceAll(/\{[^}]+\}/g, anId), [
        'content-type: application/json',
      ]);
      if (status !== 401) read.push(`${id} ${status}`);
    }
    expect(read).toEqual([]);
  });

  it('is refused with an invented cookie, too', async () => {
    const worker = await buildWorker(api);
    const invented = (worker.token ?? '').replace(/^./, (first) => (first === 'a' ? 'b' : 'a'));
    const refused = await knock('POST', `/api/v1/people/${anId}/attachments`, [
      'content-type: application/pdf',
      `cookie: sid=${invented}`,
    ]);
    expect(refused).toEqual({ status: 401, closed: true });
  });
});
