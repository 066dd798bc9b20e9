import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/** What a server in this zone makes of it. */
function inZone(zone: string): { offset: number; written: string; read: unknown } {
  const output = execFileSync(
    process.execPath,
    ['--import', resolve('test/worker/typescript.mjs'), resolve('test/documents/calendar-zones.main.ts')],
    { env: { PATH: process.env['PATH'], TZ: zone }, encoding: 'utf8' },
  );
  return JSON.parse(output) as ReturnType<typeof inZone>;
}

it('edge 1: zone: a server in any zone writes 18:30 for 18:30 in Japan, and reads a time without a zone alike', () => {
  const servers = ['UTC', 'Asia/Tokyo', 'America/New_York'].map(inZone);
  expect(servers.map(({ offset }) => offset)).toEqual([0, -540, 300]);
  for (const { written, read } of servers) {
    expect(written).toContain('\r\nDTSTART;TZID=Asia/Tokyo:20261201T183000\r\n');
    expect(written).toContain('\r\nDTEND;TZID=Asia/Tokyo:20261202T003000\r\n');
    expect(written).toBe(servers[0]!.written);
    expect(read).toMatchObject({ kind: 'reply', reply: { stamp: '2026-11-20T01:02:03.000Z' } });
  }
});
