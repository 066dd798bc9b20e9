import { startApi, type TestApi } from '../support/api.js';
import { buildWorker } from '../factories/identity.js';

describe('the description of the API', () => {
  let demo: TestApi;
  let real: TestApi;
  beforeAll(async () => {
    demo = await startApi();
    real = await startApi({ demo: false });
  });
  afterAll(async () => {
    await demo.close();
    await real.close();
  });

  it('is an OpenAPI 3.1 document that names every status', async () => {
    const answer = await demo.client().get('/api/openapi.json');
    expect(answer.body.openapi).toBe('3.1.0');
    const accept = answer.body.paths['/api/v1/referrals/{id}/recipients/{rid}/acceptance'].post;
    expect(Object.keys(accept.responses)).toEqual(
      expect.arrayContaining(['200', '401', '403', '404', '409', '412', '428']),
    );
  });

  it('is a page without scripts', async () => {
    const page = await demo.client().get('/api/docs');
    expect(page.text).toContain('/api/v1/referrals/{id}/recipients/{rid}/acceptance');
    expect(page.text).not.toContain('<script');
    expect((await demo.client().get('/api/docs.css')).headers.get('content-type')).toMatch(/^text\/css/);
  });

  it('is for those who are signed in, outside the demo', async () => {
    for (const path of ['/api/openapi.json', '/api/docs']) {
      expect((await real.client().get(path)).status).toBe(401);
      expect((await (await buildWorker(real)).get(path)).status).toBe(200);
    }
  });
});
