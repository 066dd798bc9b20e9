import { isEntitled } from './entitlement.js';
import type { CaseName } from './cases.js';
import { type Operation, type Operations, operationsOf, type Schema } from './operations.js';
import { Requests, type Sent, type Twist } from './requests.js';
import { type Filling, matching } from './subjects.js';
import { buildWorld, type Caller, inTurns, type World } from './world.js';

const usual: readonly CaseName[] = ['received', 'backward'];

/** Sends requests that are good but for one thing, in the name of somebody who may send them. */
export class Asking {
  private constructor(
    readonly world: World,
    readonly operations: Operations,
    readonly requests: Requests,
  ) {}

  /** On a world with these cases beside the usual ones. */
  static async onWorldWith(...cases: CaseName[]): Promise<Asking> {
    const world = await buildWorld([...usual, 'completed', ...cases]);
    const operations = operationsOf(world.api.app);
    return new Asking(world, operations, new Requests(world, operations));
  }

  /** The operation of this name. */
  named(id: string): Operation {
    return this.operations.all.find((operation) => operation.id === id)!;
  }

  /** Sends the operation about the first of these cases that it fits. */
  async send(operation: Operation, twist: Twist = {}, cases: readonly CaseName[] = usual): Promise<Sent> {
    const { caller, filling } = this.entitled(operation, cases);
    this.requests.forgetVersions();
    return this.requests.send(caller, operation, filling, twist);
  }

  /** A plausible body; `whole` has the fields that may be left out, too. */
  bodyOf(operation: Operation, whole = false): object {
    return this.requests.bodyOf(operation, this.entitled(operation, usual).filling, whole) as object;
  }

  /** The fields of the body, as published. */
  fieldsOf({ body }: Operation): Schema {
    return this.operations.resolve(body?.schema ?? {});
  }

  /** What each operation of the kind answered that was not as it should be. */
  async oddAnswers(
    wanted: (operation: Operation) => boolean,
    check: (operation: Operation) => Promise<string | undefined>,
  ): Promise<string[]> {
    const odd: string[] = [];
    const chosen = this.operations.all.filter(wanted);
    if (chosen.length === 0) odd.push('no operation is of this kind');
    await inTurns(4, chosen, async (operation) => {
      const wrong = await check(operation);
      if (wrong !== undefined) odd.push(`${operation.id}: ${wrong}`);
    });
    return odd;
  }

  private entitled(operation: Operation, cases: readonly CaseName[]): { caller: Caller; filling: Filling } {
    const choices = [...this.world.callers].reverse().flatMap((caller) =>
      matching(this.world, caller, operation)
        .filter(({ subject }) => operation.method === 'GET' || isEntitled(caller, operation, subject))
        .map((filling) => ({ caller, filling })),
    );
    const wanted = cases.flatMap((name) => choices.filter(({ filling }) => filling.subject?.name === name));
    const choice = wanted[0] ?? choices[0];
    if (!choice) throw new Error(`nobody is entitled to ${operation.id}`);
    return choice;
  }
}

/** Status and code of an answer. */
export function codeOf({ answer }: Sent): string {
  return `${answer.status} ${String(answer.body['code'])}`;
}

/** Whether the operation takes JSON. */
export function takesJson({ body }: Operation): boolean {
  return body?.type.includes('json') ?? false;
}
