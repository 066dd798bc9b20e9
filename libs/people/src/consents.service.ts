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
import type { ConsentMethod, Decider, Purpose } from './consent.codes.js';
import { Consent } from './consent.entity.js';
import { NothingToWithdraw } from './consent.errors.js';
import { problemsOfDecision } from './consent.rules.js';
import { ConsentCover } from './consent-cover.js';
import { type Grant, grantsOf, insertGrants } from './consent-grants.js';
import type { DataCategory } from './data-category.js';
import { requireOwnPerson } from './own-person.js';
import { consentPlace } from './person-places.js';

/** What the person may be asked to agree to: one recipient, what for, and which kinds of data. */
export interface GrantInput {
  readonly recipientAgencyId: string;
  readonly purposes: readonly Purpose[];
  readonly categories: readonly DataCategory[];
}

/** A decision of the person, as the worker who explained it records it. Days are YYYY-MM-DD in Japan. */
export interface DecisionInput {
  readonly decision: 'given' | 'refused';
  readonly decidedOn: string;
  readonly validFrom: string;
  /** The last day, included. */
  readonly validUntil: string;
  readonly method: ConsentMethod;
  readonly explainedBy?: string | null;
  readonly givenBy: Decider;
  readonly representative?: string | null;
  readonly witness?: string | null;
  readonly note?: string | null;
  readonly grants: readonly GrantInput[];
}

/** What is taken back: all of it, everything for one agency, or one kind of data for everybody. */
export type WithdrawalScope =
  | { readonly scope: 'whole' }
  | { readonly scope: 'recipient'; readonly agencyId: string }
  | { readonly scope: 'category'; readonly category: DataCategory };

/** Who said so, and what was said. No reason is ever required. */
export interface WithdrawalInput {
  readonly toldBy: Decider;
  readonly note?: string | null;
}

/** What a withdrawal left behind. */
export interface Withdrawn {
  /** The consent in force now, or the withdrawn one when nothing of it is left. */
  readonly consentId: string;
  readonly personId: string;
  /** The agencies that may be told less than before. */
  readonly recipientAgencyIds: readonly string[];
  /** What exactly they may not be told any more under this consent. */
  readonly grants: readonly Grant[];
}

/** Records what people decide about telling others, and what they take back. */
@Injectable()
export class Consents {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly cover: ConsentCover,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Records a consent or a refusal; answers its id.
   * @throws {NotFound} for another agency's person. @throws {Invalid} naming every field that cannot be.
   */
  async record(actor: Member, personId: string, input: DecisionInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireOwnPerson(tx, actor, personId, 'FOR UPDATE');
        const problems = await problemsOfDecision(tx, actor, input, this.clock.today());
        if (problems.length > 0) throw new Invalid(problems);
        const consent = await this.decided(tx, actor, personId, input);
        await tx.insert(Consent, consent);
        await insertGrants(tx, consent, flat(input.grants), input.decision === 'given');
        await this.audit.record(tx, actor, {
          ...about(consent),
          action: input.decision === 'given' ? 'consent.give' : 'consent.refuse',
          details: { grants: input.grants },
        });
        return consent.id;
      }),
    );
  }

  /**
   * Takes a consent back, wholly or in part, at once. Runs in the caller's transaction, which also closes what rested on it.
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
    const seen = await tx.findOneBy(Consent, { id: consentId, agencyId: actor.agencyId });
    if (!seen) throw new NotFound();
    await this.cover.stop(tx, seen.personId);
    const consent = await tx.findOne(Consent, {
      where: { id: consentId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!consent) throw new NotFound();

    const grants = await grantsOf(tx, consentId);
    const goes = (grant: Grant) => isWithin(scope, grant);
    const withdrawn = grants.filter(goes);
    const rest = grants.filter((grant) => !goes(grant));
    if (withdrawn.length === 0) throw new NothingToWithdraw();

    const key = await this.dataKeys.one(tx, consent.personId);
    const told = {
      by: input.toldBy,
      note: key.sealOptional(consentPlace('withdrawal_note', consent.id), input.note),
    };
    const next =
      rest.length > 0 ? consent.narrow(this.clock.now(), actor.accountId, told, seenVersion) : undefined;
    if (!next) consent.withdraw(this.clock.now(), actor.accountId, told, seenVersion);
    const { status, version, withdrawnAt, withdrawnBy, withdrawalToldBy, withdrawalNote } = consent;
    const change = { status, version, withdrawnAt, withdrawnBy, withdrawalToldBy, withdrawalNote };
    await tx.update(Consent, { id: consent.id }, change);
    if (next) {
      next.carry(reseal(key, consent, next));
      await tx.insert(Consent, next);
      await insertGrants(tx, next, rest, true);
    }
    await this.audit.record(tx, actor, {
      ...about(consent),
      action: 'consent.withdraw',
      details: { ...scope },
    });
    return {
      consentId: (next ?? consent).id,
      personId: consent.personId,
      recipientAgencyIds: [...new Set(withdrawn.map(({ recipientAgencyId }) => recipientAgencyId))],
      grants: withdrawn,
    };
  }

  private async decided(tx: Tx, actor: Member, personId: string, input: DecisionInput): Promise<Consent> {
    const id = newId();
    const key = await this.dataKeys.one(tx, personId);
    const representative = input.givenBy === 'representative' ? input.representative : null;
    return Consent.decided({
      id,
      personId,
      agencyId: actor.agencyId,
      status: input.decision,
      decidedOn: input.decidedOn,
      validFrom: input.validFrom,
      validUntil: input.validUntil,
      method: input.method,
      explainedBy: input.explainedBy ?? actor.accountId,
      givenBy: input.givenBy,
      representative: key.sealOptional(consentPlace('representative', id), representative),
      witness: key.sealOptional(consentPlace('witness', id), input.witness),
      note: key.sealOptional(consentPlace('note', id), input.note),
      createdBy: actor.accountId,
    });
  }
}

function about(consent: Consent) {
  const { id, personId, agencyId } = consent;
  return { objectType: 'consent', objectId: id, subjectId: personId, ownerAgencyId: agencyId };
}

function flat(grants: readonly GrantInput[]): Grant[] {
  return grants.flatMap(({ recipientAgencyId, purposes, categories }) =>
    purposes.flatMap((purpose) => categories.map((category) => ({ recipientAgencyId, purpose, category }))),
  );
}

function isWithin(scope: WithdrawalScope, grant: Grant): boolean {
  switch (scope.scope) {
    case 'whole':
      return true;
    case 'recipient':
      return grant.recipientAgencyId === scope.agencyId;
    case 'category':
      return grant.category === scope.category;
  }
}

function reseal(key: Awaited<ReturnType<DataKeys['one']>>, from: Consent, to: Consent) {
  const move = (column: 'representative' | 'witness' | 'note', sealed: Buffer | null) =>
    key.sealOptional(consentPlace(column, to.id), key.openOptional(consentPlace(column, from.id), sealed));
  return {
    representative: move('representative', from.representative),
    witness: move('witness', from.witness),
    note: move('note', from.note),
  };
}
