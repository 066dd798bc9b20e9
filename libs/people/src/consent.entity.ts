import { Column, Entity, PrimaryColumn } from 'typeorm';
import { newId, Stale } from '#libs/platform';
import type { ConsentMethod, Decider } from './consent.codes.js';
import { ConsentNotOpen } from './consent.errors.js';
import { type ConsentStatus, consentTransitions, type ConsentVerb } from './consent.status.js';

/** What a person (or their representative) decided on one day about telling others. */
@Entity('consent')
export class Consent {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly rootId!: string;
  @Column('integer') readonly revision!: number;
  @Column('uuid') readonly personId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('text') readonly status!: ConsentStatus;
  @Column('date') readonly decidedOn!: string;
  @Column('date') readonly validFrom!: string;
  @Column('date') readonly validUntil!: string;
  @Column('text') readonly method!: ConsentMethod;
  @Column('uuid') readonly explainedBy!: string;
  @Column('text') readonly givenBy!: Decider;
  @Column('bytea', { nullable: true }) readonly representative!: Buffer | null;
  @Column('bytea', { nullable: true }) readonly witness!: Buffer | null;
  @Column('bytea', { nullable: true }) readonly note!: Buffer | null;
  @Column('timestamptz', { nullable: true }) readonly withdrawnAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly withdrawnBy!: string | null;
  @Column('text', { nullable: true }) readonly withdrawalToldBy!: Decider | null;
  @Column('bytea', { nullable: true }) readonly withdrawalNote!: Buffer | null;
  @Column('integer') readonly version!: number;
  @Column('uuid') readonly createdBy!: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) readonly createdAt!: Date;

  /** A new decision, the first of its agreement. */
  static decided(decision: Omit<ConsentFacts, 'rootId' | 'revision' | 'version'>): Consent {
    return Object.assign(new Consent(), {
      rootId: decision.id,
      revision: 1,
      version: 1,
      ...unchanged,
      ...decision,
    });
  }

  /**
   * Takes the whole consent back. Takes effect now, never later, and needs no reason.
   * @throws {ConsentNotOpen} when it is not in force. @throws {Stale}
   */
  withdraw(at: Date, by: string, told: { by: Decider; note: Buffer | null }, seenVersion: number): void {
    this.follow('withdraw', seenVersion);
    Object.assign(this, {
      withdrawnAt: at,
      withdrawnBy: by,
      withdrawalToldBy: told.by,
      withdrawalNote: told.note,
    });
  }

  /**
   * Replaces this consent by a narrower revision of the same agreement, and answers that revision. The day of the
   * decision stays: the person took a part back, and agreed to the rest when they did.
   * @throws {ConsentNotOpen} @throws {Stale}
   */
  narrow(at: Date, by: string, told: { by: Decider; note: Buffer | null }, seenVersion: number): Consent {
    this.follow('supersede', seenVersion);
    Object.assign(this, {
      withdrawnAt: at,
      withdrawnBy: by,
      withdrawalToldBy: told.by,
      withdrawalNote: told.note,
    });
    const { rootId, personId, agencyId, decidedOn, validFrom, validUntil, method, explainedBy, givenBy } =
      this;
    return Object.assign(new Consent(), {
      ...unchanged,
      ...{ rootId, personId, agencyId, decidedOn, validFrom, validUntil, method, explainedBy, givenBy },
      id: newId(),
      revision: this.revision + 1,
      status: 'given' as const,
      version: 1,
      createdBy: by,
    });
  }

  /** Fields sealed for this row's own place; a narrower revision seals them anew. */
  carry(sealed: { representative: Buffer | null; witness: Buffer | null; note: Buffer | null }): void {
    Object.assign(this, sealed);
  }

  private follow(verb: ConsentVerb, seenVersion: number): void {
    if (seenVersion !== this.version) throw new Stale(this.version);
    const next = (consentTransitions[this.status] as Partial<Record<ConsentVerb, ConsentStatus>>)[verb];
    if (!next) throw new ConsentNotOpen();
    Object.assign(this, { status: next, version: this.version + 1 });
  }
}

/** What is known of a decision when it is recorded. */
export interface ConsentFacts {
  readonly id: string;
  readonly rootId: string;
  readonly revision: number;
  readonly personId: string;
  readonly agencyId: string;
  readonly status: 'given' | 'refused';
  readonly decidedOn: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly method: ConsentMethod;
  readonly explainedBy: string;
  readonly givenBy: Decider;
  readonly representative: Buffer | null;
  readonly witness: Buffer | null;
  readonly note: Buffer | null;
  readonly version: number;
  readonly createdBy: string;
}

const unchanged = {
  representative: null,
  witness: null,
  note: null,
  withdrawnAt: null,
  withdrawnBy: null,
  withdrawalToldBy: null,
  withdrawalNote: null,
};
