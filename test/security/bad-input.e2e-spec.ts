import { Asking, codeOf, takesJson } from './asking.js';
import { hostileValues, placesIn, withValue } from './hostile.values.js';
import type { Operation } from './operations.js';

// What no operation may accept, and how each of them says so. Nothing here answers 5xx.
let asking: Asking;
beforeAll(async () => {
  asking = await Asking.onWorldWith('draft');
}, 600_000);
afterAll(() => asking.world.api.close());

describe('a field', () => {
  it('that nobody knows is refused by name', async () => {
    const odd = await asking.oddAnswers(takesJson, async (operation) => {
      const sent = await asking.send(operation, {
        body: { ...asking.bodyOf(operation), role: 'x', agencyRole: 1 },
      });
      const { role: known } = asking.fieldsOf(operation).properties ?? {};
      const named = (sent.answer.body['errors'] as { field: string }[] | undefined)?.map(
        ({ field }) => field,
      );
      const right =
        codeOf(sent) === '400 input.unknown_field' &&
        String(named) === (known ? 'agencyRole' : 'role,agencyRole');
      return right ? undefined : `${codeOf(sent)} ${String(named)}`;
    });
    expect(odd).toEqual([]);
  });

  it('that is missing is asked for together with all others', async () => {
    const asksSome = (operation: Operation) =>
      takesJson(operation) && (asking.fieldsOf(operation).required?.length ?? 0) > 0;
    const odd = await asking.oddAnswers(asksSome, async (operation) => {
      const sent = await asking.send(operation, { body: {} });
      const errors = (sent.answer.body['errors'] ?? []) as { field: string; label: string; detail: string }[];
      const right =
        codeOf(sent) === '422 input.invalid' &&
        String(errors.map(({ field }) => field).sort()) ===
          String([...(asking.fieldsOf(operation).required ?? [])].sort()) &&
        errors.every(({ label, detail }) => label !== '' && detail.endsWith('。'));
      return right ? undefined : `${codeOf(sent)} ${JSON.stringify(errors)}`;
    });
    expect(odd).toEqual([]);
  });

  it('is never more than its answer can bear', async () => {
    await asking.world.api.db.admin('DELETE FROM auth.rate_limit');
    const odd = await asking.oddAnswers(takesJson, async (operation) => {
      const body = asking.bodyOf(operation, true);
      const failed: string[] = [];
      const first = asking.operations.all.indexOf(operation);
      // Half of them in each place, the other half in the next: every operation meets all, and every kind of field many times.
      for (const [at, place] of placesIn(body).entries())
        for (const [nth, [name, value]] of Object.entries(hostileValues).entries()) {
          if ((first + at + nth) % 2 === 0) continue;
          const { answer } = await asking.send(operation, { body: withValue(body, place, value) });
          if (answer.status >= 500) failed.push(`${answer.status} for ${name} in ${place.join('.')}`);
        }
      return failed.length === 0 ? undefined : failed.join('; ');
    });
    expect(odd).toEqual([]);
  }, 600_000);

  it.each(['a NUL', 'half a character'])('with %s is refused by name', async (name) => {
    const registers = asking.named('People_register');
    const body = withValue(asking.bodyOf(registers), ['name'], hostileValues[name]!);
    const sent = await asking.send(registers, { body });
    expect([codeOf(sent), sent.answer.body['errors']]).toEqual([
      '400 input.unkeepable_text',
      [expect.objectContaining({ field: 'name' })],
    ]);
  });
});

describe('a body', () => {
  it.each<[string, string, string, string]>([
    ['that changes what objects inherit', '{"__proto__":{"role":"manager"}}', 'application/json', '400'],
    ['that replaces a constructor', '{"constructor":{"prototype":{"a":1}}}', 'application/json', '400'],
    ['that is cut off', '{"name":', 'application/json', '400'],
    ['that is a list', '[]', 'application/json', '4'],
    ['that is a word', '"x"', 'application/json', '4'],
    ['that is empty', '', 'application/json', '4'],
    ['that is 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'application/json', '4'],
    ['of more than a megabyte', `{"name":"${'x'.repeat(1024 * 1024)}"}`, 'application/json', '413'],
    ['of a form', 'name=x', 'application/x-www-form-urlencoded', '415'],
    ['of plain text', '{}', 'text/plain', '415'],
    ['of XML', '<x/>', 'application/xml', '415'],
    ['of an unknown type', '{}', 'application/x-unknown', '415'],
    ['in another character set', '{}', 'application/json; charset=shift_jis', '4'],
  ])('%s is refused', async (_, body, type, status) => {
    // What carries a whole file as a text may be longer, and has a limit of its own (test/referrals/exchange-intake).
    const isTaken = (operation: Operation) =>
      takesJson(operation) && !(status === '413' && operation.id.startsWith('BundleIntakes_'));
    const odd = await asking.oddAnswers(isTaken, async (operation) => {
      const { answer } = await asking.send(operation, { body, headers: { 'content-type': type } });
      return String(answer.status).startsWith(status)
        ? undefined
        : `${answer.status} ${answer.text.slice(0, 200)}`;
    });
    expect(odd).toEqual([]);
    expect(({} as { role?: string }).role).toBeUndefined();
  });

  it('from another site is refused before anything else', async () => {
    const odd = await asking.oddAnswers(
      ({ method }) => method !== 'GET',
      async (operation) => {
        const [site, origin] = [
          await asking.send(operation, { headers: { 'sec-fetch-site': 'cross-site' } }),
          await asking.send(operation, { headers: { origin: 'https://evil.example' } }),
        ];
        const codes = `${codeOf(site)}, ${codeOf(origin)}`;
        return codes === '403 origin.refused, 403 origin.refused' ? undefined : codes;
      },
    );
    expect(odd).toEqual([]);
  });
});
