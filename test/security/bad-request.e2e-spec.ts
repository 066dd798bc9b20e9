import { Asking, codeOf } from './asking.js';
import type { CaseName } from './cases.js';
import type { Operation } from './operations.js';
import { inTurns } from './world.js';

// What stands around the body: versions, keys, questions, addresses; and what rests on a consent that does not hold.
let asking: Asking;
beforeAll(async () => {
  asking = await Asking.onWorldWith(
    ...(['draft', 'refused', 'sent', 'accepted', 'supported'] as const),
    ...(['suspended', 'expired', 'closed', 'takenBack'] as const),
    ...(['offered', 'started', 'telephoned'] as const),
  );
}, 600_000);
afterAll(() => asking.world.api.close());

describe('a version', () => {
  const asks = ({ asksVersion }: Operation) => asksVersion;
  // The state of a thing may be told before its version, so that each is asked where it is possible.
  const fitting: readonly (readonly [CaseName, readonly string[]])[] = [
    ['draft', ['Referrals_write', 'Referrals_discard', 'Referrals_send', 'Particulars_write']],
    ['draft', ['Approvals_handIn']],
    ['supported', ['Transfers_agree', 'Transfers_ask', 'Transfers_refuse', 'Transfers_takeBack']],
    ['draft', ['Onward_follow', 'Outside_renew', 'Outside_revoke', 'Outside_record']],
    ['sent', ['Conversation_recordPhone']],
    ['accepted', ['Handovers_agree']],
    ['offered', ['Appointment_choose', 'Appointment_cancel']],
    ['started', ['Conversation_askToStop']],
    ['telephoned', ['Conversation_denyPhone']],
    ['supported', ['Appointment_record', 'Conversation_refuseToStop', 'Conversation_reportMeanwhile']],
  ];
  // Here nothing waits for this one.
  const withoutOccasion: Readonly<Record<string, string>> = {
    // It was asked for already.
    Transfers_ask: '409 conversation.already_asked',
  };
  // Whoever writes at the same place as somebody else is shown both texts.
  const inOwnWords: Readonly<Record<string, string>> = { Minutes_write: '409 minutes.edited_meanwhile' };
  const twisted = (operation: Operation, version: string | undefined) => {
    const cases = fitting.filter(([, ids]) => ids.includes(operation.id)).map(([name]) => name);
    return asking.send(operation, { headers: { 'if-match': version } }, cases.length > 0 ? cases : undefined);
  };

  it('that is stale is refused with the present one', async () => {
    const odd = await asking.oddAnswers(asks, async (operation) => {
      const sent = await twisted(operation, '"987654"');
      const hasVersion = Number.isInteger(sent.answer.body['currentVersion']);
      const right =
        codeOf(sent) === (withoutOccasion[operation.id] ?? inOwnWords[operation.id] ?? '412 version.stale') &&
        hasVersion !== operation.id in withoutOccasion;
      return right ? undefined : codeOf(sent);
    });
    expect(odd).toEqual([]);
  });

  it('that is missing is asked for, and one that is none is refused', async () => {
    const odd = await asking.oddAnswers(asks, async (operation) => {
      const [missing, star, long] = [
        await twisted(operation, undefined),
        await twisted(operation, '*'),
        await twisted(operation, `"${'9'.repeat(30)}"`),
      ];
      const codes = [missing, star, long].map(codeOf).join(', ');
      const right = '428 precondition.missing, 400 version.malformed, 400 version.malformed';
      return codes === right ? undefined : codes;
    });
    expect(odd).toEqual([]);
  });
});

describe('a key against repeating', () => {
  it('that is missing is asked for, and one that is too long is refused', async () => {
    const odd = await asking.oddAnswers(
      ({ asksKey }) => asksKey,
      async (operation) => {
        const [missing, long] = [
          await asking.send(operation, { headers: { 'idempotency-key': undefined } }),
          await asking.send(operation, { headers: { 'idempotency-key': 'x'.repeat(201) } }),
        ];
        const codes = `${codeOf(missing)}, ${codeOf(long)}`;
        return codes === '428 precondition.missing, 400 idempotency.malformed' ? undefined : codes;
      },
    );
    expect(odd).toEqual([]);
  });

  it.each([
    ['People_register', { name: '別の人' }],
    ['Consents_record', { note: '別の備考' }],
    ['Referrals_begin', { urgency: 'urgent' }],
  ])(
    'belongs to one request: the same again is the same thing, another is refused: %s',
    async (id, change) => {
      const operation = asking.named(id);
      const headers = { 'idempotency-key': `key of ${id}` };
      const body = asking.bodyOf(operation);
      const first = await asking.send(operation, { headers, body });
      const again = await asking.send(operation, { headers, body });
      const other = await asking.send(operation, { headers, body: { ...body, ...change } });
      expect([first.answer.status, again.answer.body['id']]).toEqual([201, first.answer.body['id']]);
      expect(codeOf(other)).toBe('422 idempotency.key_reused');
    },
  );
});

describe('a question', () => {
  const asks = ({ method, query }: Operation) => method === 'GET' && query.length > 0;
  const hostile = [
    '%00',
    '%F0%28%8C%28',
    `'%20OR%201=1--`,
    '%25%5F',
    'x'.repeat(5000),
    '1e308',
    '-1',
    '1000000',
  ];

  it('gets an answer or a refusal, whatever it asks for', async () => {
    const odd: string[] = [];
    const questions = asking.operations.all.filter(asks).flatMap((operation) => {
      const required = operation.query
        .filter(({ required: asked }) => asked)
        .map(({ name, schema }) => `${name}=${schema.enum?.[0]}`);
      return operation.query.flatMap(({ name }) => [
        ...hostile.map((value) => ({ operation, query: `?${[...required, `${name}=${value}`].join('&')}` })),
        { operation, query: `?${name}[a]=1&${name}[]=2` },
        { operation, query: `?${name}=1&${name}=2` },
      ]);
    });
    await inTurns(6, questions, async ({ operation, query }) => {
      const { answer, label } = await asking.send(operation, { query });
      if (answer.status >= 500) odd.push(`${label}: ${answer.status}`);
    });
    expect(odd).toEqual([]);
  });

  it.each([
    ['perPage=1000000', 422],
    ['perPage=0', 422],
    ['page=0', 422],
    ['page=1.5', 422],
    ['sort=name;DROP', 422],
    ['filter[name]=x', 400],
  ])('with %s is refused with %d', async (question, status) => {
    const listsPeople = asking.named('People_list');
    expect((await asking.send(listsPeople, { query: `?${question}` })).answer.status).toBe(status);
  });

  it('that sorts by what is no order is refused', async () => {
    const search = asking.named('Agencies_search');
    expect((await asking.send(search, { query: '?sort=(SELECT+1)' })).answer.status).toBe(422);
  });
});

describe('an address', () => {
  it.each([
    ['%E0%A4%A', 400],
    ['people/%2e%2e%2fsession', 404],
    [`people/${'x'.repeat(300)}`, 414],
    ['people/constructor', 404],
    ['nowhere', 404],
  ])('such as %s is answered with %d', async (path, status) => {
    const { client } = asking.world.callers.at(-1)!;
    const answer = await client.get(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
  });
});

describe('a consent that does not hold', () => {
  it.each<CaseName>(['suspended', 'expired', 'closed', 'takenBack', 'refused'])(
    'closes what rests on it: %s',
    async (name) => {
      const { referral } = asking.world.cases[name];
      const reader = asking.world.callers.find((caller) => caller.name === 'acceptor of the recipient')!;
      const answer = await reader.client.get(`referrals/${referral}/package`);
      expect([answer.status, answer.body['code']]).toEqual(
        name === 'refused' ? [404, 'not_found'] : [409, 'consent.not_active'],
      );
    },
  );

  it.each<[CaseName, string]>([
    ['refused', 'Referrals_send'],
    ['suspended', 'Sending_resume'],
    ['suspended', 'Receiving_accept'],
    ['expired', 'Receiving_review'],
  ])('stops what would tell or decide: %s, %s', async (name, id) => {
    expect(codeOf(await asking.send(asking.named(id), {}, [name]))).toBe('409 consent.not_active');
  });
});
