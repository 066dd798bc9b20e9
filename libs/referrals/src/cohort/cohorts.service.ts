import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Database,
  DataKeys,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  type Place,
  PortalError,
  type Tx,
} from '#libs/platform';
import { ConsentCover, type DataCategory, PeopleQueries, requireOpenPerson } from '#libs/people';
import type { AskedService, ReferralPurpose } from '../referral.codes.js';
import { ReferralDrafts } from '../referral-drafts.service.js';
import { Sending } from '../sending.service.js';
import { ParticularsService } from '../type/particulars.service.js';
import { missingIn, problemsIn } from '../type/particulars.js';
import { NothingToSend, SentBefore } from './cohort.errors.js';
import { knownOf } from './cohort.known.js';
import type { CohortType } from './cohort.types.js';

/** Most people of one group. */
export const mostMembers = 60;
/** How many are sent before the answer says how far it is. */
export const membersAtOnce = 5;

/** What is the same for everybody of the group. */
export interface CohortInput {
  readonly title: string;
  readonly recipientAgencyId: string;
  readonly type: CohortType;
  readonly purpose: ReferralPurpose;
  readonly replyBy: string | null;
  readonly services: readonly AskedService[];
  readonly categories: readonly DataCategory[];
  readonly ask: string;
  readonly background: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What is said of one person alone. */
export interface MemberInput {
  readonly wish: string;
  readonly values: Readonly<Record<string, string>>;
}

/** One of the group. */
export interface CohortMember extends MemberInput {
  readonly personId: string;
  readonly name: string;
  readonly number: number;
  readonly state: 'waiting' | 'sent' | 'refused';
  /** Kinds of data for which a consent is missing now. */
  readonly uncovered: readonly DataCategory[];
  /** What has to be said of the person before they can be sent, by its label. */
  readonly missing: readonly string[];
  readonly referralId: string | null;
  readonly referralNumber: string | null;
  readonly code: string | null;
}

/** A group in a list. */
export interface CohortSummary {
  readonly id: string;
  readonly title: string;
  readonly recipient: string;
  readonly total: number;
  readonly sent: number;
  readonly refused: number;
  readonly createdAt: Date;
}

/** A group with everybody in it. */
export interface CohortRecord extends CohortSummary {
  readonly common: CohortInput;
  readonly members: readonly CohortMember[];
}

const commonPlace = (id: string): Place => ({ table: 'cohort', column: 'body', row: id });
const memberPlace = (cohortId: string, personId: string): Place => ({
  table: 'cohort_member',
  column: 'body',
  row: `${cohortId}|${personId}`,
});

/** まとめて引継ぎ: what is common is written once, and each person is sent, or not, in a transaction of their own. */
@Injectable()
export class Cohorts {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleQueries,
    private readonly cover: ConsentCover,
    private readonly drafts: ReferralDrafts,
    private readonly particulars: ParticularsService,
    private readonly sending: Sending,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
  ) {}

  /** The groups of the own agency, the newest first. */
  async list(actor: Member): Promise<CohortSummary[]> {
    return this.db.transaction(actor, async (tx) => {
      const ids = await tx.query<{ id: string }[]>(
        'SELECT id FROM portal.cohort WHERE agency_id = $1 ORDER BY created_at DESC, id LIMIT 100',
        [actor.agencyId],
      );
      const records: CohortSummary[] = [];
      for (const { id } of ids) {
        const { common: _, ...summary } = await this.summary(tx, actor, id);
        records.push(summary);
      }
      return records;
    });
  }

  /** A group, with what each person has agreed to at this moment. @throws {NotFound} */
  async open(actor: Member, id: string): Promise<CohortRecord> {
    return this.db.transaction(actor, async (tx) => {
      const { common, ...summary } = await this.summary(tx, actor, id);
      const rows = await tx.query<
        (Omit<CohortMember, 'name' | 'uncovered' | 'missing' | 'wish' | 'values'> & { body: Buffer | null })[]
      >(
        `SELECT m.person_id AS "personId", p.number, m.state, m.referral_id AS "referralId", r.number AS "referralNumber",
           m.code, m.body
         FROM portal.cohort_member m JOIN portal.person p ON p.id = m.person_id
         LEFT JOIN portal.referral r ON r.id = m.referral_id WHERE m.cohort_id = $1 ORDER BY p.number`,
        [id],
      );
      const personIds = rows.map(({ personId }) => personId);
      const names = await this.people.namesOf(tx, actor.agencyId, personIds);
      const keys = await this.dataKeys.of(tx, personIds);
      const members: CohortMember[] = [];
      for (const { body, ...row } of rows) {
        const cover = await this.cover.now(tx, {
          personId: row.personId,
          recipientAgencyId: common.recipientAgencyId,
          purpose: common.purpose,
        });
        const sealed = keys.get(row.personId)?.openOptional(memberPlace(id, row.personId), body);
        const own = sealed ? (JSON.parse(sealed) as MemberInput) : { wish: '', values: {} };
        members.push({
          ...row,
          ...own,
          missing: lacking(common, own),
          name: names.get(row.personId) ?? '',
          uncovered: common.categories.filter((code) => !cover.has(code)),
        });
      }
      await this.audit.record(tx, actor, {
        action: 'cohort.read',
        objectType: 'cohort',
        objectId: id,
        ownerAgencyId: actor.agencyId,
        details: { shown: personIds },
      });
      return { ...summary, common, members };
    });
  }

  /**
   * Puts a group together; answers its id. Nobody is told anything yet.
   * @throws {Invalid} @throws {NotFound} when somebody is not one of the own people. @throws {PersonNotOpen}
   */
  async gather(
    actor: Member,
    personIds: readonly string[],
    common: CohortInput,
    request: OnceKey,
  ): Promise<string> {
    const problems = problemsIn(common.type, common.values);
    if (personIds.length === 0 || personIds.length > mostMembers)
      problems.push({
        field: 'personIds',
        label: '引き継ぐ方',
        detail: `1人から${mostMembers}人までを選んでください。`,
      });
    if (problems.length > 0) throw new Invalid(problems);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireRecipient(tx, actor, common.recipientAgencyId);
        const id = newId();
        const key = await this.dataKeys.create(tx, id, actor.agencyId);
        await tx.query(
          'INSERT INTO portal.cohort (id, agency_id, recipient_agency_id, body, created_by) VALUES ($1, $2, $3, $4, $5)',
          [
            id,
            actor.agencyId,
            common.recipientAgencyId,
            key.seal(commonPlace(id), JSON.stringify(common)),
            actor.accountId,
          ],
        );
        const known = await knownOf(tx, common.type, personIds);
        for (const personId of personIds) {
          await requireOpenPerson(tx, actor, personId);
          const values = known.get(personId);
          const own = values && JSON.stringify({ wish: '', values });
          await tx.query(
            'INSERT INTO portal.cohort_member (cohort_id, agency_id, person_id, body) VALUES ($1, $2, $3, $4)',
            [
              id,
              actor.agencyId,
              personId,
              own ? (await this.dataKeys.one(tx, personId)).seal(memberPlace(id, personId), own) : null,
            ],
          );
        }
        await this.audit.record(tx, actor, {
          action: 'cohort.gather',
          objectType: 'cohort',
          objectId: id,
          ownerAgencyId: actor.agencyId,
          details: { people: [...personIds] },
        });
        return id;
      }),
    );
  }

  /** Writes what is said of one person alone. @throws {NotFound} @throws {SentBefore} @throws {Invalid} */
  async describe(actor: Member, id: string, personId: string, input: MemberInput): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const { common } = await this.summary(tx, actor, id);
      const problems = problemsIn(common.type, input.values);
      if (problems.length > 0) throw new Invalid(problems);
      const [member] = await tx.query<{ state: string }[]>(
        'SELECT state FROM portal.cohort_member WHERE cohort_id = $1 AND person_id = $2 FOR UPDATE',
        [id, personId],
      );
      if (!member) throw new NotFound();
      if (member.state === 'sent') throw new SentBefore();
      const key = await this.dataKeys.one(tx, personId);
      // Whoever could not be sent may be sent with this.
      await tx.query(
        `UPDATE portal.cohort_member SET body = $3, state = 'waiting', code = NULL, tried_at = NULL
         WHERE cohort_id = $1 AND person_id = $2`,
        [id, personId, key.seal(memberPlace(id, personId), JSON.stringify(input))],
      );
      await this.audit.record(tx, actor, {
        action: 'cohort.describe',
        objectType: 'cohort',
        objectId: id,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
      });
    });
  }

  /** Lets those who could not be sent be tried again. @throws {NotFound} */
  async retry(actor: Member, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await this.summary(tx, actor, id);
      await tx.query(
        `UPDATE portal.cohort_member SET state = 'waiting', code = NULL, tried_at = NULL WHERE cohort_id = $1 AND state = 'refused'`,
        [id],
      );
      await this.audit.record(tx, actor, {
        action: 'cohort.retry',
        objectType: 'cohort',
        objectId: id,
        ownerAgencyId: actor.agencyId,
      });
    });
  }

  /**
   * Sends the next few of those who wait, each for themselves: one who cannot be sent keeps nobody else back. Whoever asks
   * again goes on until nobody waits.
   * @throws {NotFound} @throws {NothingToSend}
   */
  async sendSome(actor: Member, id: string): Promise<void> {
    const taken = await this.db.transaction(actor, async (tx) => {
      await this.summary(tx, actor, id);
      // Who was taken and not finished, because a process ended, is free again after a while.
      const [rows] = await tx.query<[{ personId: string }[], number]>(
        `UPDATE portal.cohort_member SET tried_at = now() WHERE (cohort_id, person_id) IN (
           SELECT cohort_id, person_id FROM portal.cohort_member WHERE cohort_id = $1 AND state = 'waiting'
             AND (tried_at IS NULL OR tried_at < now() - interval '2 minutes')
           ORDER BY person_id LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING person_id AS "personId"`,
        [id, membersAtOnce],
      );
      return rows.map(({ personId }) => personId);
    });
    if (taken.length === 0) throw new NothingToSend();
    const { common, members } = await this.open(actor, id);
    for (const personId of taken) {
      const member = members.find((each) => each.personId === personId);
      if (member) await this.sendOne(actor, id, common, member);
    }
  }

  private async sendOne(actor: Member, id: string, common: CohortInput, member: CohortMember): Promise<void> {
    try {
      const referralId = await this.draftOf(actor, id, common, member);
      const { version } = await this.versionOf(actor, referralId);
      await this.sending.send(
        actor,
        { referralId, seenVersion: version },
        keyOf('send', id, referralId, version),
      );
      await this.settle(actor, id, member.personId, 'sent', null);
    } catch (error) {
      // A refusal is this person's; whatever else goes wrong is nobody's fault and stops the round.
      if (!(error instanceof PortalError)) throw error;
      await this.settle(actor, id, member.personId, 'refused', error.code);
    }
  }

  /** The draft of one person; the next try goes on with the same, rewritten. */
  private async draftOf(
    actor: Member,
    id: string,
    common: CohortInput,
    { personId, referralId, wish, values }: CohortMember,
  ): Promise<string> {
    const draft = {
      recipientAgencyIds: [common.recipientAgencyId],
      type: common.type,
      purpose: common.purpose,
      replyBy: common.replyBy,
      services: [...common.services],
      categories: [...common.categories],
      request: { ask: common.ask, wish, background: common.background },
    };
    const draftId =
      referralId ?? (await this.drafts.begin(actor, personId, draft, keyOf('draft', id, personId, 0)));
    if (referralId) {
      const { version } = await this.versionOf(actor, referralId);
      await this.drafts.write(actor, referralId, draft, version);
    } else {
      await this.db.transaction(actor, (tx) =>
        tx.query('UPDATE portal.cohort_member SET referral_id = $3 WHERE cohort_id = $1 AND person_id = $2', [
          id,
          personId,
          draftId,
        ]),
      );
    }
    const { version } = await this.particulars.read(actor, draftId);
    await this.particulars.write(actor, draftId, { ...common.values, ...values }, version);
    return draftId;
  }

  private async versionOf(actor: Member, referralId: string): Promise<{ version: number }> {
    return this.db.transaction(actor, async (tx) => {
      const [row] = await tx.query<{ version: number }[]>(
        'SELECT version FROM portal.referral WHERE id = $1',
        [referralId],
      );
      if (!row) throw new NotFound();
      return row;
    });
  }

  private async settle(
    actor: Member,
    id: string,
    personId: string,
    state: 'sent' | 'refused',
    code: string | null,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await tx.query(
        'UPDATE portal.cohort_member SET state = $3, code = $4, tried_at = now() WHERE cohort_id = $1 AND person_id = $2',
        [id, personId, state, code],
      );
      await this.audit.record(tx, actor, {
        action: `cohort.${state}`,
        objectType: 'cohort',
        objectId: id,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
        details: { code },
      });
    });
  }

  private async summary(tx: Tx, actor: Member, id: string): Promise<CohortSummary & { common: CohortInput }> {
    const [row] = await tx.query<
      (Pick<CohortSummary, 'id' | 'recipient' | 'total' | 'sent' | 'refused' | 'createdAt'> & {
        body: Buffer;
      })[]
    >(
      `SELECT c.id, a.name AS recipient, c.created_at AS "createdAt", c.body,
         (SELECT count(*)::int FROM portal.cohort_member m WHERE m.cohort_id = c.id) AS total,
         (SELECT count(*)::int FROM portal.cohort_member m WHERE m.cohort_id = c.id AND m.state = 'sent') AS sent,
         (SELECT count(*)::int FROM portal.cohort_member m WHERE m.cohort_id = c.id AND m.state = 'refused') AS refused
       FROM portal.cohort c JOIN portal.agency a ON a.id = c.recipient_agency_id WHERE c.id = $1 AND c.agency_id = $2`,
      [id, actor.agencyId],
    );
    if (!row) throw new NotFound();
    const { body, ...counts } = row;
    const common = JSON.parse((await this.dataKeys.one(tx, id)).open(commonPlace(id), body)) as CohortInput;
    return { ...counts, title: common.title, common };
  }
}

/** What each person needs beside a consent, in the words of the form. */
function lacking({ type, values }: CohortInput, own: MemberInput): string[] {
  const missing = missingIn(type, { ...values, ...own.values }).map(({ label }) => label);
  return own.wish.trim() === '' ? ['本人の意向', ...missing] : missing;
}

/** The same for the same try: a repeat of the request sends nobody twice. */
function keyOf(what: string, cohortId: string, of: string, version: number): OnceKey {
  const key = `cohort-${what}-${createHash('sha256').update(`${cohortId}|${of}|${version}`).digest('hex').slice(0, 32)}`;
  return { key, fingerprint: createHash('sha256').update(key).digest() };
}

async function requireRecipient(tx: Tx, actor: Member, agencyId: string): Promise<void> {
  const fit = await tx.query<unknown[]>(
    `SELECT FROM portal.agency WHERE id = $1 AND id <> $2 AND status = 'active' AND is_member`,
    [agencyId, actor.agencyId],
  );
  if (fit.length > 0) return;
  const known = await tx.query<unknown[]>('SELECT FROM portal.agency WHERE id = $1', [agencyId]);
  if (known.length === 0) throw new NotFound();
  const detail = '連携ポータルに参加している、自機関以外の機関を選んでください。';
  throw new Invalid([{ field: 'recipientAgencyId', label: '宛先', detail }]);
}
