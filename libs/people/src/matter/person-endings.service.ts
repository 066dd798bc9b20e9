import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, DataKeys, Invalid, newId, NotFound, type Tx } from '#libs/platform';
import { Person } from '../person.entity.js';
import { endNotePlace } from '../person-places.js';
import { type Ending, type EndReason, endReasonCodes, visibleStatuses } from '../person.status.js';

/** How support of a person ended, as a worker writes it down. */
export interface EndInput {
  readonly kind: Ending;
  /** The day on which support ended, the person moved or died (YYYY-MM-DD in Japan). */
  readonly endedOn: string;
  /** Why support ended; a move and a death say so themselves. */
  readonly reason?: EndReason | null;
  /** Where they moved, who told of the death, what is left to do. */
  readonly note?: string | null;
}

/** Ends support of people, begins it again, and takes back what was entered in error. Runs in the caller's transaction. */
@Injectable()
export class PersonEndings {
  constructor(
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes down that support has ended, with the lines that ended for it.
   * @throws {NotFound} @throws {PersonNotOpen} @throws {Stale} @throws {Invalid}
   */
  async end(
    tx: Tx,
    actor: Member,
    personId: string,
    input: EndInput,
    endedLines: readonly string[],
    seenVersion: number,
  ): Promise<void> {
    this.requirePossible(input);
    const person = await lockedPerson(tx, actor, personId);
    const key = await this.dataKeys.one(tx, personId);
    const reason = input.kind === 'closed' ? (input.reason ?? 'other') : input.kind;
    const facts = {
      endedOn: input.endedOn,
      endReason: reason,
      endNote: key.sealOptional(endNotePlace(personId), input.note),
      endedBy: actor.accountId,
    };
    person.end(input.kind, facts, this.clock.now(), seenVersion);
    await tx.query(
      `INSERT INTO portal.person_ending (id, person_id, agency_id, kind, ended_lines, by_account, lapsed_consents)
       SELECT $1, $2, $3, $4, $5, $6, coalesce(jsonb_object_agg(c.id, c.lapses_on), '{}') FROM portal.consent c
       WHERE c.person_id = $2 AND c.agency_id = $3 AND c.validity = 'support' AND c.status = 'given'
         AND (c.lapses_on IS NULL OR c.lapses_on > sec.today_in_japan())`,
      [newId(), personId, actor.agencyId, input.kind, [...endedLines], actor.accountId],
    );
    // From here on consents given for the time of the support lapse.
    await this.keep(tx, person);
    await this.note(tx, actor, personId, `person.end_${input.kind}`, { reason, lines: endedLines.length });
  }

  /** Support begins again. @throws {NotFound} @throws {PersonNotOpen} @throws {Stale} */
  async reopen(tx: Tx, actor: Member, personId: string, seenVersion: number): Promise<void> {
    const person = await lockedPerson(tx, actor, personId);
    person.reopen(this.clock.now(), seenVersion);
    await this.keep(tx, person);
    await this.note(tx, actor, personId, 'person.reopen', {});
  }

  /**
   * Takes an ending back that was entered in error; answers the lines that ended for it.
   * @throws {NotFound} @throws {PersonNotOpen} after a day. @throws {Stale}
   */
  async takeBack(tx: Tx, actor: Member, personId: string, seenVersion: number): Promise<string[]> {
    const person = await lockedPerson(tx, actor, personId);
    person.takeBackEnding(this.clock.now(), seenVersion);
    await this.keep(tx, person);
    const [[ending]] = await tx.query<
      [{ ended_lines: string[]; lapsed_consents: Record<string, string | null> }[], number]
    >(
      `UPDATE portal.person_ending SET undone_at = now(), undone_by = $2 WHERE id = (
         SELECT id FROM portal.person_ending WHERE person_id = $1 AND undone_at IS NULL ORDER BY at DESC LIMIT 1)
       RETURNING ended_lines, lapsed_consents`,
      [personId, actor.accountId],
    );
    await tx.query(
      `UPDATE portal.consent c SET lapses_on = l.value::date FROM jsonb_each_text($2) l
       WHERE c.id = l.key::uuid AND c.person_id = $1 AND c.status = 'given'`,
      [personId, ending?.lapsed_consents ?? {}],
    );
    await this.note(tx, actor, personId, 'person.take_back_ending', {});
    return ending?.ended_lines ?? [];
  }

  private async keep(tx: Tx, person: Person): Promise<void> {
    const { id, status, endedOn, endReason, endNote, endedAt, endedBy, version, updatedAt } = person;
    const state = { status, endedOn, endReason, endNote, endedAt, endedBy, version, updatedAt };
    await tx.update(Person, { id }, state);
  }

  private requirePossible({ kind, endedOn, reason }: EndInput): void {
    const problems = [];
    if (endedOn > this.clock.today())
      problems.push({ field: 'endedOn', label: '日付', detail: '今日までの日付にしてください。' });
    if (kind === 'closed' && !(reason && endReasonCodes.includes(reason)))
      problems.push({ field: 'reason', label: '支援終了の理由', detail: '理由を選択してください。' });
    if (problems.length > 0) throw new Invalid(problems);
  }

  private async note(
    tx: Tx,
    actor: Member,
    personId: string,
    action: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: 'person',
      objectId: personId,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
      details,
    });
  }
}

async function lockedPerson(tx: Tx, actor: Member, id: string): Promise<Person> {
  const person = await tx.findOne(Person, {
    where: { id, agencyId: actor.agencyId, status: In([...visibleStatuses]) },
    lock: { mode: 'pessimistic_write' },
  });
  if (!person) throw new NotFound();
  return person;
}
