import { daysAfter } from '#libs/directory';
import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  type DataKey,
  DataKeys,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  type Tx,
} from '#libs/platform';
import { ConsentSettings } from './asking/consent-settings.service.js';
import { currentNotice } from './asking/notice.reading.js';
import {
  type Assent,
  type Authority,
  type ConsentMethod,
  type Decider,
  isSpoken,
  type Purpose,
  type Validity,
} from './consent.codes.js';
import { Consent, sealedColumns, type SealedField } from './consent.entity.js';
import { NothingToWithdraw } from './consent.errors.js';
import { adulthoodOf } from './consent.lapse.js';
import { problemsOfDecision } from './consent.rules.js';
import { ConsentCover } from './consent-cover.js';
import { cellsIn, type Grant, type GrantInput, grantsOf, insertGrants } from './consent-grants.js';
import type { DataCategory } from './data-category.js';
import { requireOwnPerson } from './own-person.js';
import { consentPlace, personPlace } from './person-places.js';

/** How, where and by whom something was decided. Days are YYYY-MM-DD in Japan. */
export interface Circumstances {
  readonly decidedOn: string;
  readonly method: ConsentMethod;
  readonly explainedBy?: string | null;
  readonly place?: string | null;
  readonly givenBy: Decider;
  readonly representative?: string | null;
  readonly authority?: Authority | null;
  /** By what the authority was checked. */
  readonly authorityNote?: string | null;
  /** The first day without authority; a parent's ends by itself when the person comes of age. */
  readonly authorityEndsOn?: string | null;
  readonly assent?: Assent | null;
  readonly assentWords?: string | null;
  readonly witness?: string | null;
  readonly noPaperReason?: string | null;
  readonly note?: string | null;
}

/** A decision of the person, as the worker who explained it records it. */
export interface DecisionInput extends Circumstances {
  readonly decision: 'given' | 'refused';
  readonly validFrom: string;
  /** The last day, included. */
  readonly validUntil: string;
  readonly validity?: Validity;
  readonly grants: readonly GrantInput[];
}

/** A decision that may answer an asking, agree to a part of it, and take the place of an older one. */
export interface NewDecision extends Omit<DecisionInput, 'grants'> {
  readonly granted: readonly Grant[];
  readonly refused: readonly Grant[];
  readonly askingId?: string;
  readonly noticeId?: string;
}

/** What is taken back: all of it, everything for one agency, one kind of data for everybody, or one cell. */
export type WithdrawalScope =
  | { readonly scope: 'whole' }
  | { readonly scope: 'recipient'; readonly agencyId: string }
  | { readonly scope: 'category'; readonly category: DataCategory }
  | {
      readonly scope: 'cell';
      readonly agencyId: string;
      readonly purpose: Purpose;
      readonly category: DataCategory;
    };

/** Who said so, and what was said. No reason is ever required. */
export interface WithdrawalInput {
  readonly toldBy: Decider;
  readonly note?: string | null;
}

/** A cell that was taken back, with the consent that had allowed it. */
export interface TakenGrant extends Grant {
  readonly consentId: string;
}

/** What a withdrawal left behind. */
export interface Withdrawn {
  /** The consent in force now, or the withdrawn one when nothing of it is left. */
  readonly consentId: string;
  readonly personId: string;
  /** The agencies that may be told less than before. */
  readonly recipientAgencyIds: readonly string[];
  /** What exactly they may not be told any more, and by which consent it had been allowed. */
  readonly grants: readonly TakenGrant[];
}

/** Records what people decide about telling others, and what they take back. */
@Injectable()
export class Consents {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly cover: ConsentCover,
    private readonly settings: ConsentSettings,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Records a consent or a refusal in a transaction of its own; answers its id. What rested on an older decision is looked
   * at by whoever knows the referrals: they call `decide` in theirs.
   * @throws {NotFound} for another agency's person. @throws {Invalid} naming every field that cannot be.
   */
  async record(actor: Member, personId: string, input: DecisionInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () => this.decide(tx, actor, personId, input)),
    );
  }

  /**
   * Records a consent or a refusal; answers its id.
   * @throws {NotFound} for another agency's person. @throws {Invalid} naming every field that cannot be.
   */
  async decide(tx: Tx, actor: Member, personId: string, input: DecisionInput): Promise<string> {
    await this.cover.stop(tx, personId);
    await requireOwnPerson(tx, actor, personId, 'FOR UPDATE');
    const known = { today: this.clock.today(), birthDate: await this.birthDateOf(tx, personId) };
    const problems = await problemsOfDecision(tx, actor, input, known);
    if (problems.length > 0) throw new Invalid(problems);
    const cells = cellsIn(input.grants);
    const [granted, refused] = input.decision === 'given' ? [cells, []] : [[], cells];
    return this.write(tx, actor, personId, { ...input, granted, refused });
  }

  /** Writes a decision whose fields have been looked at; answers its id. The caller holds the person's consents. */
  async write(tx: Tx, actor: Member, personId: string, decision: NewDecision): Promise<string> {
    const consent = await this.decided(tx, actor, personId, decision);
    await tx.insert(Consent, consent);
    await insertGrants(tx, consent, decision.granted, true);
    await insertGrants(tx, consent, decision.refused, false);
    await this.audit.record(tx, actor, {
      ...aboutConsent(consent),
      action: decision.decision === 'given' ? 'consent.give' : 'consent.refuse',
      details: { granted: decision.granted, refused: decision.refused },
    });
    return consent.id;
  }

  /** When the person was born, if that is known. */
  async birthDateOf(tx: Tx, personId: string): Promise<string | null> {
    const [row] = await tx.query<{ birth_date: Buffer | null }[]>(
      'SELECT birth_date FROM portal.person WHERE id = $1',
      [personId],
    );
    if (!row?.birth_date) return null;
    return (await this.dataKeys.one(tx, personId)).open(personPlace('birth_date', personId), row.birth_date);
  }

  /**
   * Takes a consent back at once. Runs in the caller's transaction, which also closes what rested on it. Who takes back an
   * agency, a kind of data or a cell means it whichever agreement allows it, so all of them give it up; the whole of an
   * agreement is that agreement alone.
   * @throws {NotFound} @throws {NothingToWithdraw} @throws {ConsentNotOpen} @throws {Stale}
   */
  async withdraw(
    tx: Tx,
    actor: Member,
    consentId: string,
    scope: WithdrawalScope,
    input: WithdrawalInput,
    seenVersion: number,
  ): Promise<Withdrawn> {
    const consent = await this.locked(tx, actor, consentId);
    const taken = await this.takeBack(tx, actor, consent, scope, input, seenVersion);
    if (!taken) throw new NothingToWithdraw();
    const grants = [...taken.grants];
    if (scope.scope !== 'whole')
      for (const other of await this.othersGiven(tx, consent))
        grants.push(...((await this.takeBack(tx, actor, other, scope, input, other.version))?.grants ?? []));
    return {
      consentId: taken.consentId,
      personId: consent.personId,
      recipientAgencyIds: [...new Set(grants.map(({ recipientAgencyId }) => recipientAgencyId))],
      grants,
    };
  }

  /** Takes back what one consent has within a scope; answers the consent in force now, or nothing when it has none of it. */
  private async takeBack(
    tx: Tx,
    actor: Member,
    consent: Consent,
    scope: WithdrawalScope,
    input: WithdrawalInput,
    seenVersion: number,
  ): Promise<{ consentId: string; grants: TakenGrant[] } | undefined> {
    const grants = await grantsOf(tx, consent.id);
    const goes = (grant: Grant) => isWithin(scope, grant);
    const withdrawn = grants.filter(goes);
    const rest = grants.filter((grant) => !goes(grant));
    if (withdrawn.length === 0) return undefined;

    const key = await this.dataKeys.one(tx, consent.personId);
    const told = {
      by: input.toldBy,
      note: key.sealOptional(consentPlace('withdrawal_note', consent.id), input.note),
    };
    const next =
      rest.length > 0 ? consent.narrow(this.clock.now(), actor.accountId, told, seenVersion) : undefined;
    if (!next) consent.withdraw(this.clock.now(), actor.accountId, told, seenVersion);
    await keepEnd(tx, consent);
    if (next) {
      next.carry(reseal(key, consent, next));
      await tx.insert(Consent, next);
      await insertGrants(tx, next, rest, true);
    }
    await this.audit.record(tx, actor, {
      ...aboutConsent(consent),
      action: 'consent.withdraw',
      details: { ...scope },
    });
    return {
      consentId: (next ?? consent).id,
      grants: withdrawn.map((grant) => ({ ...grant, consentId: consent.id })),
    };
  }

  /** The person's other consents that are given, locked in the order of their ids. */
  private async othersGiven(tx: Tx, { id, personId, agencyId }: Consent): Promise<Consent[]> {
    const given = await tx.find(Consent, {
      where: { personId, agencyId, status: 'given' },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    // The narrower revision of this one is among them, and has nothing of it left.
    return given.filter((other) => other.id !== id);
  }

  /**
   * A consent of the own agency, locked after all that is being told about its person.
   * @throws {NotFound}
   */
  async locked(tx: Tx, actor: Member, consentId: string): Promise<Consent> {
    await this.cover.stopWhoever(tx, () => this.personOf(tx, actor, consentId));
    const consent = await tx.findOne(Consent, {
      where: { id: consentId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!consent) throw new NotFound();
    return consent;
  }

  /** Whom a consent of the own agency is about, at this moment. */
  async personOf(tx: Tx, actor: Member, consentId: string): Promise<string | undefined> {
    const [row] = await tx.query<{ person_id: string }[]>(
      'SELECT person_id FROM portal.consent WHERE id = $1 AND agency_id = $2',
      [consentId, actor.agencyId],
    );
    return row?.person_id;
  }

  private async decided(tx: Tx, actor: Member, personId: string, input: NewDecision): Promise<Consent> {
    const id = newId();
    const key = await this.dataKeys.one(tx, personId);
    const isRepresented = input.givenBy === 'representative';
    const words = isRepresented
      ? input
      : { ...input, representative: null, authorityNote: null, assentWords: null };
    const isSpokenYes = input.decision === 'given' && isSpoken(input.method);
    return Consent.decided({
      id,
      personId,
      agencyId: actor.agencyId,
      status: input.decision,
      askingId: input.askingId ?? null,
      noticeId: input.noticeId ?? (await currentNotice(tx, actor.agencyId)).id,
      decidedOn: input.decidedOn,
      recordedAt: this.clock.now(),
      validity: input.validity ?? 'day',
      validFrom: input.validFrom,
      validUntil: input.validUntil,
      method: input.method,
      explainedBy: input.explainedBy ?? actor.accountId,
      givenBy: input.givenBy,
      ...(isRepresented
        ? {
            authority: input.authority ?? 'other',
            ...lapseOf(input, await this.birthDateOf(tx, personId)),
            assent: input.assent ?? null,
            assentBy: input.explainedBy ?? actor.accountId,
          }
        : {}),
      ...sealWords(key, id, { ...words, noPaperReason: isSpokenYes ? input.noPaperReason : null }),
      paperDue: isSpokenYes ? await this.paperDueFor(tx, actor, input.decidedOn) : null,
      createdBy: actor.accountId,
    });
  }

  /** Some days after the decision, but never before somebody could have seen to it. */
  private async paperDueFor(tx: Tx, actor: Member, decidedOn: string): Promise<string> {
    const { paperDays } = await this.settings.of(tx, actor.agencyId);
    const due = daysAfter(decidedOn, paperDays);
    const today = this.clock.today();
    return due < today ? today : due;
  }
}

/** By what an entry of the audit is found. */
export function aboutConsent({ id, personId, agencyId }: Consent) {
  return { objectType: 'consent', objectId: id, subjectId: personId, ownerAgencyId: agencyId };
}

/** Writes down how a consent ended. */
export async function keepEnd(tx: Tx, consent: Consent): Promise<void> {
  const { status, version, withdrawnAt, withdrawnBy, withdrawalToldBy, withdrawalNote, supersededBy } =
    consent;
  await tx.update(
    Consent,
    { id: consent.id },
    { status, version, withdrawnAt, withdrawnBy, withdrawalToldBy, withdrawalNote, supersededBy },
  );
}

/** When a representative's authority ends: on the day that was named, and a parent's when the person comes of age. */
export function lapseOf(
  { authority, authorityEndsOn }: Pick<Circumstances, 'authority' | 'authorityEndsOn'>,
  birthDate: string | null,
): { lapseRule: 'day' | 'adulthood' | null; lapsesOn: string | null } {
  if (authority === 'parent' && birthDate) {
    const adult = adulthoodOf(birthDate);
    if (!authorityEndsOn || authorityEndsOn >= adult) return { lapseRule: 'adulthood', lapsesOn: adult };
  }
  return authorityEndsOn
    ? { lapseRule: 'day', lapsesOn: authorityEndsOn }
    : { lapseRule: null, lapsesOn: null };
}

function sealWords(
  key: DataKey,
  id: string,
  words: Partial<Record<SealedField, string | null>>,
): Record<SealedField, Buffer | null> {
  return Object.fromEntries(
    Object.entries(sealedColumns).map(([field, column]) => [
      field,
      key.sealOptional(consentPlace(column, id), words[field as SealedField]),
    ]),
  ) as Record<SealedField, Buffer | null>;
}

function isWithin(scope: WithdrawalScope, grant: Grant): boolean {
  switch (scope.scope) {
    case 'whole':
      return true;
    case 'recipient':
      return grant.recipientAgencyId === scope.agencyId;
    case 'category':
      return grant.category === scope.category;
    case 'cell':
      return (
        grant.recipientAgencyId === scope.agencyId &&
        grant.purpose === scope.purpose &&
        grant.category === scope.category
      );
  }
}

function reseal(key: DataKey, from: Consent, to: Consent): Record<SealedField, Buffer | null> {
  const opened = Object.fromEntries(
    Object.entries(sealedColumns).map(([field, column]) => [
      field,
      key.openOptional(consentPlace(column, from.sealedFor ?? from.id), from[field as SealedField]),
    ]),
  );
  return sealWords(key, to.id, opened);
}
