import type { ExecutionContext } from '@nestjs/common';
import { BulkPaceGuard, bulkPace } from '../../apps/api/src/hsds/bulk-pace.guard.js';
import { PublicPaceGuard, publicPace } from '../../apps/api/src/http/public-pace.guard.js';

const requestFrom = (ip: string) =>
  ({ switchToHttp: () => ({ getRequest: () => ({ ip }) }) }) as unknown as ExecutionContext;

it('one address that asks too often waits, and nobody else with it', async () => {
  const guard = new PublicPaceGuard();
  for (let at = 0; at < publicPace; at += 1)
    expect(await guard.canActivate(requestFrom('192.0.2.1'))).toBe(true);
  await expect(guard.canActivate(requestFrom('192.0.2.1'))).rejects.toMatchObject({
    kind: 'too_many',
    extra: { retryAfter: expect.any(Number) as number },
  });
  expect(await guard.canActivate(requestFrom('192.0.2.2'))).toBe(true);
});

it('the whole feed is sent to one address less often still', async () => {
  const guard = new BulkPaceGuard();
  for (let at = 0; at < bulkPace; at += 1) await guard.canActivate(requestFrom('192.0.2.1'));
  await expect(guard.canActivate(requestFrom('192.0.2.1'))).rejects.toMatchObject({ kind: 'too_many' });
  expect(await guard.canActivate(requestFrom('192.0.2.2'))).toBe(true);
});
