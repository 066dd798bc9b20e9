import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { addWorkingDays } from '#libs/directory';
import type { Member } from '#libs/identity';
import {
  Clock,
  Conflict,
  Database,
  type DataKey,
  DataKeys,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Stale,
  type Tx,
} from '#libs/platform';
import { requireOwnPerson } from '../own-person.js';
import { requestPlace } from '../person-places.js';
import {
  type AnswerMeans,
  type Asker,
  type IdentityMeans,
  nextRequestStatus,
  type RefusalGround,
  type RequestDecision,
  type RequestKind,
  type RequestStatus,
} from './person-request.codes.js';
import { settingOf } from './record-settings.js';

/** A request as the desk takes it in. */
export interface RequestInput {
  readonly kind: RequestKind;
  readonly receivedOn: string;
  readonly askedBy: Asker;
  /** Name of whoever asks, and how to reach them. */
  readonly asker: string;
  /** What it is about, in their words. */
  readonly scope?: string | null;
}

/** What was decided, and why not everything was granted. */
export interface DecisionOnRequest {
  readonly decision: RequestDecision;
  readonly ground?: RefusalGround | null;
  readonly explanation?: string | null;
}

/** The request is in a state in which this does not happen (409). */
export class RequestNotOpen extends Conflict {
  constructor() {
    super(
      'person_request.not_open',
      'この請求は、いまこの操作ができる状態ではありません。画面を読み込み直してください。',
    );
  }
}

interface Locked {
  readonly personId: string;
  readonly status: RequestStatus;
  readonly version: number;
}

/** Takes requests of people about their own data in, and answers them (開示等の請求). */
@Injectable()
export class PersonRequests {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a request in; it is due after the agency's working days. Answers its id.
   * @throws {NotFound} for another agency's person. @throws {Invalid} for a day to come.
   */
  async receive(actor: Member, personId: string, input: RequestInput, request: OnceKey): Promise<string> {
    this.requirePast('receivedOn', '請求を受けた日', input.receivedOn);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireOwnPerson(tx, actor, personId, 'FOR UPDATE');
        const { answerDays } = await settingOf(tx, actor.agencyId);
        const id = newId();
        const key = await this.dataKeys.one(tx, personId);
        // One number after the other: two desks at once wait for each other.
        await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [actor.agencyId]);
        await tx.query(
          `INSERT INTO portal.person_request (id, person_id, agency_id, number, kind, received_on, due_on, asked_by, asker, scope, created_by)
           SELECT $1, $2, $3, (SELECT coalesce(max(number), 0) + 1 FROM portal.person_request WHERE agency_id = $3),
             $4, $5, $6, $7, $8, $9, $10`,
          [
            id,
            personId,
            actor.agencyId,
            input.kind,
            input.receivedOn,
            addWorkingDays(input.receivedOn, answerDays),
            input.askedBy,
            key.seal(requestPlace('asker', id), input.asker),
            key.sealOptional(requestPlace('scope', id), input.scope),
            actor.accountId,
          ],
        );
        await this.note(tx, actor, id, personId, 'receive', { kind: input.kind });
        return id;
      }),
    );
  }

  /** It is known who asks. @throws {NotFound} @throws {RequestNotOpen} @throws {Stale} */
  async identify(actor: Member, id: string, means: IdentityMeans, seenVersion: number): Promise<void> {
    await this.move(actor, id, 'identify', seenVersion, () => ({
      sets: 'identity_means = $4, identified_by = $5, identified_at = now()',
      values: [means, actor.accountId],
    }));
  }

  /**
   * The agency has decided.
   * @throws {NotFound} @throws {RequestNotOpen} before it is known who asks. @throws {Stale}
   * @throws {Invalid} when a refusal says no ground.
   */
  async decide(actor: Member, id: string, input: DecisionOnRequest, seenVersion: number): Promise<void> {
    const { decision, explanation } = input;
    const ground = decision === 'granted' ? null : (input.ground ?? null);
    if (decision !== 'granted' && !ground) {
      const detail = '応じない理由を選択してください。';
      throw new Invalid([{ field: 'ground', label: '応じない理由', detail }]);
    }
    await this.move(actor, id, 'decide', seenVersion, (key) => ({
      sets: 'decision = $4, ground = $5, explanation = $6, decided_by = $7, decided_at = now()',
      values: [
        decision,
        ground,
        key.sealOptional(requestPlace('explanation', id), explanation),
        actor.accountId,
      ],
    }));
  }

  /** The person has the answer. @throws {NotFound} @throws {RequestNotOpen} @throws {Stale} @throws {Invalid} */
  async answer(
    actor: Member,
    id: string,
    { means, answeredOn }: { means: AnswerMeans; answeredOn: string },
    seenVersion: number,
  ): Promise<void> {
    this.requirePast('answeredOn', '回答した日', answeredOn);
    await this.move(actor, id, 'answer', seenVersion, () => ({
      sets: 'answer_means = $4, answered_on = $5',
      values: [means, answeredOn],
    }));
  }

  /** Whoever asked wants no answer any more. @throws {NotFound} @throws {RequestNotOpen} @throws {Stale} */
  async drop(actor: Member, id: string, note: string | null, seenVersion: number): Promise<void> {
    await this.move(actor, id, 'drop', seenVersion, (key) => ({
      sets: 'drop_note = $4',
      values: [key.sealOptional(requestPlace('drop_note', id), note)],
    }));
  }

  private async move(
    actor: Member,
    id: string,
    verb: Parameters<typeof nextRequestStatus>[1],
    seenVersion: number,
    change: (key: DataKey) => { sets: string; values: readonly unknown[] },
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const [locked] = await tx.query<Locked[]>(
        `SELECT person_id AS "personId", status, version FROM portal.person_request
         WHERE id = $1 AND agency_id = $2 FOR UPDATE`,
        [id, actor.agencyId],
      );
      if (!locked) throw new NotFound();
      if (locked.version !== seenVersion) throw new Stale(locked.version);
      const next = nextRequestStatus(locked.status, verb);
      if (!next) throw new RequestNotOpen();
      const key = (await this.dataKeys.of(tx, [locked.personId])).get(locked.personId);
      // What belonged to an erased person is over.
      if (!key) throw new NotFound();
      const { sets, values } = change(key);
      await tx.query(
        `UPDATE portal.person_request SET status = $2, version = $3, updated_at = now(), ${sets} WHERE id = $1`,
        [id, next, locked.version + 1, ...values],
      );
      await this.note(tx, actor, id, locked.personId, verb, {});
    });
  }

  private requirePast(field: string, label: string, day: string): void {
    if (day <= this.clock.today()) return;
    throw new Invalid([{ field, label, detail: '今日までの日付にしてください。' }]);
  }

  private async note(
    tx: Tx,
    actor: Member,
    id: string,
    personId: string,
    verb: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `person_request.${verb}`,
      objectType: 'person_request',
      objectId: id,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
      details,
    });
  }
}
