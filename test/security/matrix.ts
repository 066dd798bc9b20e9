import { isAdmitted, isEntitled } from './entitlement.js';
import { type Operation, type Operations, operationsOf, withOtherWords } from './operations.js';
import { Recorder } from './recorder.js';
import { questionsOf, Requests, type Sent } from './requests.js';
import { type Filling, handlesCases, matching, maySee, mayKnow, mismatched, nothing } from './subjects.js';
import { type Caller, inTurns, type World } from './world.js';

/** An answer, and a way to say what is wrong with it. */
interface Judged extends Sent {
  readonly wrong: (what: string) => void;
}

const lanes = 6;

/** Asks everything of a world in everybody's name, and keeps what should not have been answered so. */
export class Matrix {
  readonly operations: Operations;
  readonly requests: Requests;
  recorder: Recorder<Caller>;
  private readonly problems: string[] = [];

  constructor(
    readonly world: World,
    readonly callers: readonly Caller[] = world.callers,
  ) {
    this.operations = operationsOf(world.api.app);
    this.requests = new Requests(world, this.operations);
    this.recorder = new Recorder<Caller>(world.canaries.all, maySee);
  }

  /** The first of what was found since the last time; the rest is rarely news. */
  findings(): string[] {
    return [...this.recorder.takeLeaks(), ...this.problems.splice(0)].slice(0, 20);
  }

  /** Reads everything, known and not; answers the operations that nobody got an answer from. */
  async readAll(): Promise<string[]> {
    const answered = new Set<string>();
    const asked = this.everybody(isRead).flatMap(({ caller, operation }) =>
      withOtherWords(operation).map((one) => ({ caller, operation: one })),
    );
    await inTurns(lanes, asked, async ({ caller, operation }) => {
      if (!isAdmitted(caller, operation)) return this.knock(caller, operation);
      const fillings = matching(this.world, caller, operation).filter((filling, at) =>
        this.isTurnOf(caller, operation, filling, at),
      );
      const known = fillings.filter(isKnown(caller, operation));
      for (const filling of known)
        for (const question of questionsOf(operation)) {
          const { answer } = await this.ask(caller, operation, filling, question);
          if (answer.status < 300) answered.add(operation.id);
        }
      const secret = fillings.filter((filling) => !known.includes(filling));
      await this.probe(caller, operation, [...secret, ...mismatched(this.world, caller, operation)]);
    });
    return this.operations.all.filter((one) => isRead(one) && !answered.has(one.id)).map(({ id }) => id);
  }

  /** Searches for everybody by name; whoever may not know them must find as much as for a name of nobody. */
  async searchAll(): Promise<void> {
    const hasSearch = (operation: Operation) =>
      isRead(operation) && operation.query.some(({ name }) => name === 'q');
    const names = this.world.canaries.all.filter(({ text }) => /-identity-name|かなりあん/.test(text));
    await inTurns(lanes, this.everybody(hasSearch), async ({ caller, operation }) => {
      const search = (q: string) =>
        this.ask(caller, operation, { label: '', ids: [] }, `?q=${encodeURIComponent(q)}`);
      const blank = comparable(await search('どこにもいない'));
      for (const name of names) {
        const found = await search(name.text);
        if (comparable(found) !== blank && !maySee(caller, name)) found.wrong('found somebody');
      }
    });
  }

  /** Tries to do everything that is somebody else's business. */
  async trespassEverywhere(): Promise<void> {
    const isWrite = (operation: Operation) => !isRead(operation);
    await inTurns(lanes, this.everybody(isWrite), async ({ caller, operation }) => {
      if (!isAdmitted(caller, operation)) return this.knock(caller, operation);
      const fillings = matching(this.world, caller, operation).filter(
        ({ subject }) => !isEntitled(caller, operation, subject),
      );
      const known = fillings.filter(isKnown(caller, operation));
      for (const filling of known) {
        const { answer, wrong } = await this.ask(caller, operation, filling);
        if (![401, 403, 404].includes(answer.status)) wrong(`answered ${answer.status}`);
      }
      const secret = fillings.filter((filling) => !known.includes(filling));
      await this.probe(caller, operation, [...secret, ...mismatched(this.world, caller, operation)]);
    });
  }

  /** Does what is somebody's own business, once; answers the last refusal, or nothing when it was done. */
  async doOwn(operation: Operation): Promise<string | undefined> {
    let refusal = 'nobody is entitled';
    for (const caller of [...this.callers].reverse())
      for (const filling of matching(this.world, caller, operation)) {
        if (!isEntitled(caller, operation, filling.subject)) continue;
        this.requests.forgetVersions();
        const { answer } = await this.ask(caller, operation, filling);
        if (answer.status < 300) return undefined;
        refusal = answer.text;
      }
    return refusal;
  }

  /**
   * What the colleagues of an agency may read is the same for all to whom the operation is open, so that they take turns with the
   * cases: one after the other, and with the next operation from another one on.
   */
  private isTurnOf(caller: Caller, operation: Operation, { subject }: Filling, at: number): boolean {
    const colleagues = this.callers.filter(
      (one) => one.party === caller.party && handlesCases(one) && isAdmitted(one, operation),
    );
    if (!subject?.to || colleagues.length < 2 || !colleagues.includes(caller)) return true;
    const turn = at + this.operations.all.findIndex(({ id }) => id === operation.id);
    return colleagues[turn % colleagues.length] === caller;
  }

  private everybody(wanted: (operation: Operation) => boolean): { caller: Caller; operation: Operation }[] {
    return this.operations.all
      .filter(wanted)
      .flatMap((operation) => this.callers.map((caller) => ({ caller, operation })));
  }

  /** Before whom a door is shut, it is shut whatever is asked for: no id is looked at, so a true one and one of nothing will do. */
  private async knock(caller: Caller, operation: Operation): Promise<void> {
    const [first] = matching(this.world, caller, operation);
    const sent = await this.ask(caller, operation, first ?? nothing(this.world, caller, operation));
    if (operation.slots.length === 0) return;
    const blank = await this.ask(caller, operation, nothing(this.world, caller, operation));
    if (comparable(sent) !== comparable(blank)) sent.wrong('can be told from an id of nothing');
  }

  /** Asks for what is none of the caller's business: it must be answered like ids of nothing. */
  private async probe(caller: Caller, operation: Operation, fillings: readonly Filling[]): Promise<void> {
    if (operation.slots.every(({ kind }) => kind === 'colleague' || kind === 'deputy')) return;
    const blank = await this.ask(caller, operation, nothing(this.world, caller, operation));
    if (isAdmitted(caller, operation) && blank.answer.status !== 404) blank.wrong('is not 404');
    for (const filling of fillings) {
      const sent = await this.ask(caller, operation, filling);
      if (comparable(sent) !== comparable(blank)) sent.wrong('can be told from an id of nothing');
    }
  }

  /** Sends, looks for canaries, and notes what no answer may ever be. */
  private async ask(caller: Caller, operation: Operation, filling: Filling, query = ''): Promise<Judged> {
    // Some need words in their address; which ones does not matter.
    const asksWords = !isRead(operation) || operation.query.some(({ required }) => required);
    const needed = asksWords ? (questionsOf(operation)[0] ?? '') : '';
    const sent = await this.requests.send(caller, operation, filling, { query: query || needed });
    const { answer, label } = sent;
    this.recorder.look(caller, sent, {
      text: answer.text,
      headers: [...answer.headers].map((header) => header.join(': ')).join('\n'),
    });
    const wrong = (what: string) =>
      void this.problems.push(`${caller.name}: ${label}: ${what}: ${answer.text.slice(0, 300)}`);
    if (answer.status >= 500) wrong(`answered ${answer.status}`);
    const isOutside = caller.accountId === undefined && operation.audience !== 'public';
    if (isOutside && answer.status !== 401) wrong(`answered ${answer.status}, not 401`);
    if (!isOutside && !isAdmitted(caller, operation) && answer.status !== 403)
      wrong(`answered ${answer.status}, not 403`);
    return { ...sent, wrong };
  }
}

/** Whether the operation only reads. */
export function isRead({ method }: Operation): boolean {
  return method === 'GET';
}

const isKnown = (caller: Caller, operation: Operation) => (filling: Filling) =>
  filling.subject === undefined || mayKnow(caller, operation, filling.subject);

/** The answer without what differs from request to request. */
function comparable({ answer: { status, body, text } }: Sent): string {
  const { instance: _, ...rest } = body;
  return JSON.stringify([status, Object.keys(body).length > 0 ? rest : text]);
}
