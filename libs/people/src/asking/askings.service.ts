import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  DataKeys,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  type Tx,
} from '#libs/platform';
import { Consent } from '../consent.entity.js';
import {
  type KnownDays,
  problemsOfCircumstances,
  problemsOfColleague,
  problemsOfDays,
  problemsOfRecipients,
} from '../consent.rules.js';
import { ConsentCover } from '../consent-cover.js';
import { cellsIn, type Grant, type GrantInput, grantsOf, without } from '../consent-grants.js';
import { type Circumstances, Consents, keepEnd } from '../consents.service.js';
import { requireOpenPerson } from '../own-person.js';
import { askingPlace, consentPlace } from '../person-places.js';
import { type AskedMatter, Asking } from './asking.entity.js';
import { NotAsked, RefusedBefore } from './asking.errors.js';
import { type AskedTerms, lastDayFor, problemsOfTerms } from './asking.rules.js';
import { earlierRefusals } from './earlier-refusals.js';
import { currentNotice } from './notice.reading.js';

/** What is to be asked. */
export interface AskingInput extends AskedTerms {
  readonly grants: readonly GrantInput[];
  readonly note?: string | null;
  /** Asked again although the person refused some of it before. */
  readonly despiteRefusal?: boolean;
}

/** What the person said, and how. Cells that are not in `agreed` are refused. */
export interface AnswerInput extends Omit<Circumstances, 'givenBy' | 'authority' | 'representative'> {
  readonly agreed: readonly GrantInput[];
}

/** Puts questions to people and takes their answers down, under one number. */
@Injectable()
export class Askings {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly cover: ConsentCover,
    private readonly consents: Consents,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins to ask; answers the id.
   * @throws {NotFound} @throws {Invalid} @throws {RefusedBefore} unless `despiteRefusal`.
   */
  async draft(actor: Member, personId: string, input: AskingInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () => this.begin(tx, actor, personId, input, null)),
    );
  }

  /**
   * Begins to ask for the same as a consent says, in good time before it ends; answers the id.
   * @throws {NotFound} for a consent that is not there, or not a yes.
   */
  async renew(actor: Member, consentId: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const consent = await tx.findOneBy(Consent, { id: consentId, agencyId: actor.agencyId });
        if (!consent || consent.status === 'refused' || consent.status === 'error') throw new NotFound();
        const { personId, rootId } = consent;
        const [open] = await tx.query<{ id: string }[]>(
          `SELECT id FROM portal.consent_asking WHERE renews = $1 AND state IN ('drafting', 'asked') LIMIT 1`,
          [rootId],
        );
        if (open) return open.id;
        return this.begin(tx, actor, personId, await this.sameAgain(tx, consent), rootId);
      }),
    );
  }

  /**
   * Changes what will be asked.
   * @throws {NotFound} @throws {AskingNotOpen} once it was asked. @throws {Stale} @throws {Invalid} @throws {RefusedBefore}
   */
  async rewrite(actor: Member, id: string, input: AskingInput, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const asking = await this.locked(tx, actor, id);
      const matter = await this.matter(tx, actor, asking.personId, id, input);
      asking.rewrite(matter, this.clock.now(), seenVersion);
      await this.keep(tx, actor, asking, 'rewrite');
    });
  }

  /**
   * Puts it to the person, with the text that is explained today.
   * @throws {NotFound} @throws {AskingNotOpen} @throws {Stale}
   */
  async issue(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const asking = await this.locked(tx, actor, id);
      asking.issue(this.clock.now(), actor.accountId, seenVersion);
      await this.keep(tx, actor, asking, 'issue');
    });
  }

  /**
   * Calls an asking off.
   * @throws {NotFound} @throws {AskingNotOpen} @throws {Stale}
   */
  async drop(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const asking = await this.locked(tx, actor, id);
      asking.drop(this.clock.now(), seenVersion);
      await this.keep(tx, actor, asking, 'drop');
    });
  }

  /**
   * Takes the answer down, and lets the consent that it renews make way; answers the id of the decision. Runs in the
   * caller's transaction, which also looks at what rested on the older one.
   * @throws {NotFound} @throws {AskingNotOpen} @throws {Stale} @throws {Invalid} @throws {NotAsked}
   */
  async answer(tx: Tx, actor: Member, id: string, input: AnswerInput, seenVersion: number): Promise<string> {
    await this.cover.stopWhoever(tx, () => this.personOf(tx, actor, id));
    const asking = await this.locked(tx, actor, id);
    const agreed = cellsIn(input.agreed);
    if (without(agreed, asking.cells).length > 0) throw new NotAsked();
    const decision = agreed.length > 0 ? 'given' : 'refused';
    const validUntil = lastDayFor(asking, input.decidedOn);
    const key = await this.dataKeys.one(tx, asking.personId);
    const circumstances = {
      ...input,
      givenBy: asking.givenBy,
      authority: asking.authority,
      representative: key.openOptional(askingPlace('representative', id), asking.representative),
    };
    const days = { decidedOn: input.decidedOn, validFrom: input.decidedOn, validUntil };
    const known = await this.known(tx, asking.personId);
    const problems = [
      ...problemsOfDays(days, known),
      ...problemsOfCircumstances(circumstances, decision, known),
      ...(await problemsOfColleague(tx, actor, input.explainedBy)),
    ];
    if (problems.length > 0) throw new Invalid(problems);
    asking.answer(decision, this.clock.now(), seenVersion);
    await this.keep(tx, actor, asking, decision === 'given' ? 'agree' : 'refuse');
    const consentId = await this.consents.write(tx, actor, asking.personId, {
      ...circumstances,
      ...days,
      decision,
      validity: asking.validity,
      granted: agreed,
      refused: without(asking.cells, agreed),
      askingId: asking.id,
      noticeId: asking.noticeId,
    });
    if (decision === 'given' && asking.renews) await this.supersede(tx, asking.renews, consentId);
    return consentId;
  }

  /** Whom an asking of the own agency is about, at this moment. */
  async personOf(tx: Tx, actor: Member, id: string): Promise<string | undefined> {
    const [row] = await tx.query<{ person_id: string }[]>(
      'SELECT person_id FROM portal.consent_asking WHERE id = $1 AND agency_id = $2',
      [id, actor.agencyId],
    );
    return row?.person_id;
  }

  /** Lets the newest revision of an agreement make way for the decision that renews it. */
  private async supersede(tx: Tx, rootId: string, by: string): Promise<void> {
    const [older] = await tx.find(Consent, {
      where: { rootId, status: 'given' },
      lock: { mode: 'pessimistic_write' },
    });
    if (!older) return;
    older.giveWay(by);
    await keepEnd(tx, older);
  }

  private async begin(
    tx: Tx,
    actor: Member,
    personId: string,
    input: AskingInput,
    renews: string | null,
  ): Promise<string> {
    await requireOpenPerson(tx, actor, personId);
    const id = newId();
    const matter = await this.matter(tx, actor, personId, id, input);
    const [row] = await tx.query<{ number: string }[]>('SELECT portal.next_consent_number($1) AS number', [
      actor.agencyId,
    ]);
    const asking = Asking.drafted({
      ...matter,
      id,
      personId,
      agencyId: actor.agencyId,
      number: row!.number,
      renews,
      createdBy: actor.accountId,
      updatedAt: this.clock.now(),
    });
    await tx.insert(Asking, asking);
    await this.audit.record(tx, actor, { ...about(asking), action: 'consent_asking.draft' });
    return id;
  }

  /** What will be asked, looked at and sealed. */
  private async matter(
    tx: Tx,
    actor: Member,
    personId: string,
    id: string,
    input: AskingInput,
  ): Promise<AskedMatter> {
    const cells = cellsIn(input.grants);
    const recipients = cells.map(({ recipientAgencyId }) => recipientAgencyId);
    const problems = [
      ...problemsOfTerms(input, await this.known(tx, personId)),
      ...(await problemsOfRecipients(tx, actor, recipients)),
    ];
    if (problems.length > 0) throw new Invalid(problems);
    if (!input.despiteRefusal) {
      const refusals = await earlierRefusals(tx, personId, cells);
      if (refusals.length > 0) throw new RefusedBefore(refusals);
    }
    const key = await this.dataKeys.one(tx, personId);
    const isRepresented = input.givenBy === 'representative';
    return {
      noticeId: (await currentNotice(tx, actor.agencyId)).id,
      cells,
      validity: input.validity,
      validYears: input.validity === 'years' ? (input.validYears ?? null) : null,
      validUntil: input.validity === 'day' ? (input.validUntil ?? null) : null,
      givenBy: input.givenBy,
      authority: isRepresented ? (input.authority ?? null) : null,
      representative: key.sealOptional(
        askingPlace('representative', id),
        isRepresented ? input.representative : null,
      ),
      note: key.sealOptional(askingPlace('note', id), input.note),
    };
  }

  /** The question that led to a consent, asked of the person: a parent's word has no weight once they are of age. */
  private async sameAgain(tx: Tx, consent: Consent): Promise<AskingInput> {
    const key = await this.dataKeys.one(tx, consent.personId);
    const representative = key.openOptional(
      consentPlace('representative', consent.sealedFor ?? consent.id),
      consent.representative,
    );
    const isLapsing = consent.lapsesOn !== null;
    const who: Pick<AskingInput, 'givenBy' | 'authority' | 'representative'> =
      consent.givenBy === 'representative' && !isLapsing
        ? { givenBy: 'representative', authority: consent.authority, representative }
        : { givenBy: 'person' };
    return {
      ...who,
      grants: (await grantsOf(tx, consent.id)).map(inputOf),
      ...(consent.validity === 'support'
        ? { validity: 'support' as const }
        : { validity: 'years' as const, validYears: yearsOf(consent) }),
      despiteRefusal: true,
    };
  }

  private async known(tx: Tx, personId: string): Promise<KnownDays> {
    return { today: this.clock.today(), birthDate: await this.consents.birthDateOf(tx, personId) };
  }

  /** @throws {NotFound} */
  private async locked(tx: Tx, actor: Member, id: string): Promise<Asking> {
    const asking = await tx.findOne(Asking, {
      where: { id, agencyId: actor.agencyId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!asking) throw new NotFound();
    return asking;
  }

  private async keep(tx: Tx, actor: Member, asking: Asking, verb: string): Promise<void> {
    const { noticeId, cells, validity, validYears, validUntil, givenBy, authority, representative, note } =
      asking;
    const { state, askedAt, askedBy, version, updatedAt } = asking;
    await tx.update(
      Asking,
      { id: asking.id },
      {
        ...{
          noticeId,
          cells: [...cells],
          validity,
          validYears,
          validUntil,
          givenBy,
          authority,
          representative,
          note,
        },
        ...{ state, askedAt, askedBy, version, updatedAt },
      },
    );
    await this.audit.record(tx, actor, { ...about(asking), action: `consent_asking.${verb}` });
  }
}

function about({ id, personId, agencyId }: Pick<Asking, 'id' | 'personId' | 'agencyId'>) {
  return { objectType: 'consent_asking', objectId: id, subjectId: personId, ownerAgencyId: agencyId };
}

function inputOf({ recipientAgencyId, purpose, category }: Grant): GrantInput {
  return { recipientAgencyId, purposes: [purpose], categories: [category] };
}

/** For how many whole years a consent was given, from one to three. */
function yearsOf({ validFrom, validUntil }: Consent): number {
  const days = (Date.parse(validUntil) - Date.parse(validFrom)) / 86_400_000;
  return Math.min(3, Math.max(1, Math.round(days / 365)));
}
