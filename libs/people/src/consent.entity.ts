import { Column, Entity, PrimaryColumn } from 'typeorm';
import { newId, Stale } from '#libs/platform';
import type { Assent, Authority, ConsentMethod, Decider, Validity } from './consent.codes.js';
import { ConsentNotOpen, NoPaperDue } from './consent.errors.js';
import { type ConsentStatus, consentTransitions, type ConsentVerb } from './consent.status.js';

/** What a person (or their representative) decided on one day about telling others. */
@Entity('consent')
export class Consent {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly rootId!: string;
  @Column('integer') readonly revision!: number;
  /** 同意番号; the database gives it, and all revisions of an agreement share it. */
  @Column({ type: 'text', insert: false, update: false }) readonly number!: string;
  @Column('uuid') readonly personId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('text') readonly status!: ConsentStatus;
  @Column('uuid', { nullable: true }) readonly askingId!: string | null;
  /** The text that was explained. */
  @Column('uuid', { nullable: true }) readonly noticeId!: string | null;
  @Column('date') readonly decidedOn!: string;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('text') readonly validity!: Validity;
  @Column('date') readonly validFrom!: string;
  @Column('date') readonly validUntil!: string;
  @Column('text') readonly method!: ConsentMethod;
  @Column('uuid') readonly explainedBy!: string;
  @Column('bytea', { nullable: true }) readonly place!: Buffer | null;
  @Column('text') readonly givenBy!: Decider;
  @Column('bytea', { nullable: true }) readonly representative!: Buffer | null;
  @Column('text', { nullable: true }) readonly authority!: Authority | null;
  @Column('bytea', { nullable: true }) readonly authorityNote!: Buffer | null;
  @Column('text', { nullable: true }) readonly lapseRule!: 'day' | 'adulthood' | 'support' | null;
  @Column('date', { nullable: true }) readonly lapsesOn!: string | null;
  @Column('text', { nullable: true }) readonly assent!: Assent | null;
  @Column('bytea', { nullable: true }) readonly assentWords!: Buffer | null;
  @Column('uuid', { nullable: true }) readonly assentBy!: string | null;
  @Column('bytea', { nullable: true }) readonly witness!: Buffer | null;
  @Column('bytea', { nullable: true }) readonly noPaperReason!: Buffer | null;
  @Column('date', { nullable: true }) readonly paperDue!: string | null;
  @Column('date', { nullable: true }) readonly paperOn!: string | null;
  @Column('timestamptz', { nullable: true }) readonly paperReceivedAt!: Date | null;
  @Column('bytea', { nullable: true }) readonly note!: Buffer | null;
  @Column('timestamptz', { nullable: true }) readonly withdrawnAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly withdrawnBy!: string | null;
  @Column('text', { nullable: true }) readonly withdrawalToldBy!: Decider | null;
  @Column('bytea', { nullable: true }) readonly withdrawalNote!: Buffer | null;
  /** The revision for whose place the words are sealed, where that is not this one. */
  @Column('uuid', { nullable: true }) readonly sealedFor!: string | null;
  @Column('uuid', { nullable: true }) readonly supersededBy!: string | null;
  @Column('integer') readonly version!: number;
  @Column('uuid') readonly createdBy!: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) readonly createdAt!: Date;

  /** A new decision, the first of its agreement. */
  static decided(decision: ConsentFacts): Consent {
    return Object.assign(new Consent(), {
      rootId: decision.id,
      revision: 1,
      version: 1,
      ...untold,
      ...untouched,
      ...decision,
    });
  }

  /**
   * Takes the whole consent back. Takes effect now, never later, and needs no reason.
   * @throws {ConsentNotOpen} when it is not in force. @throws {Stale}
   */
  withdraw(at: Date, by: string, told: { by: Decider; note: Buffer | null }, seenVersion: number): void {
    this.follow('withdraw', seenVersion);
    this.end(at, by, told);
  }

  /**
   * Replaces this consent by a narrower revision of the same agreement, and answers that revision. The day of the
   * decision stays: the person took a part back, and agreed to the rest when they did.
   * @throws {ConsentNotOpen} @throws {Stale}
   */
  narrow(at: Date, by: string, told: { by: Decider; note: Buffer | null }, seenVersion: number): Consent {
    this.follow('supersede', seenVersion);
    this.end(at, by, told);
    const { number: _number, createdAt: _createdAt, ...facts } = this;
    return Object.assign(new Consent(), {
      ...facts,
      ...untouched,
      ...sealedFields(null),
      id: newId(),
      revision: this.revision + 1,
      status: 'given' as const,
      version: 1,
      createdBy: by,
    });
  }

  /**
   * Makes way for the decision that renews it.
   * @throws {ConsentNotOpen}
   */
  giveWay(to: string): void {
    this.follow('supersede', this.version);
    Object.assign(this, { supersededBy: to });
  }

  /**
   * Says that it was written down by mistake; from now on it is no yes. A no in it counts until the person is asked anew.
   * @throws {ConsentNotOpen} @throws {Stale}
   */
  mistake(at: Date, by: string, reason: Buffer | null, seenVersion: number): void {
    this.follow('mistake', seenVersion);
    this.end(at, by, { by: null, note: reason });
  }

  /**
   * Notes that the paper behind a spoken decision has come. The day of the decision stays as it was.
   * @throws {NoPaperDue} @throws {Stale}
   */
  confirmOnPaper(signedOn: string, at: Date, seenVersion: number): void {
    if (seenVersion !== this.version) throw new Stale(this.version);
    if (this.status !== 'given' || !this.paperDue || this.paperReceivedAt) throw new NoPaperDue();
    Object.assign(this, { paperOn: signedOn, paperReceivedAt: at, version: this.version + 1 });
  }

  /** Fields sealed for this row's own place; a narrower revision seals them anew. */
  carry(sealed: Record<SealedField, Buffer | null>): void {
    Object.assign(this, sealed);
  }

  private follow(verb: ConsentVerb, seenVersion: number): void {
    if (seenVersion !== this.version) throw new Stale(this.version);
    const next = (consentTransitions[this.status] as Partial<Record<ConsentVerb, ConsentStatus>>)[verb];
    if (!next) throw new ConsentNotOpen();
    Object.assign(this, { status: next, version: this.version + 1 });
  }

  private end(at: Date, by: string, told: { by: Decider | null; note: Buffer | null }): void {
    Object.assign(this, {
      withdrawnAt: at,
      withdrawnBy: by,
      withdrawalToldBy: told.by,
      withdrawalNote: told.note,
    });
  }
}

/** The words of a decision, which are sealed each in its own place. */
export const sealedColumns = {
  representative: 'representative',
  witness: 'witness',
  note: 'note',
  place: 'place',
  authorityNote: 'authority_note',
  assentWords: 'assent_words',
  noPaperReason: 'no_paper_reason',
} as const;
export type SealedField = keyof typeof sealedColumns;

/** The same value for each of them. */
function sealedFields(value: null): Record<SealedField, Buffer | null> {
  return Object.fromEntries(Object.keys(sealedColumns).map((field) => [field, value])) as Record<
    SealedField,
    Buffer | null
  >;
}

/** What is known of a decision when it is recorded; what is left out is not known. */
export interface ConsentFacts extends Partial<Record<SealedField, Buffer | null>> {
  readonly id: string;
  readonly personId: string;
  readonly agencyId: string;
  readonly status: 'given' | 'refused';
  readonly askingId?: string | null;
  readonly noticeId?: string | null;
  readonly decidedOn: string;
  readonly recordedAt: Date;
  readonly validity?: Validity;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly method: ConsentMethod;
  readonly explainedBy: string;
  readonly givenBy: Decider;
  readonly authority?: Authority | null;
  readonly lapseRule?: 'day' | 'adulthood' | 'support' | null;
  readonly lapsesOn?: string | null;
  readonly assent?: Assent | null;
  readonly assentBy?: string | null;
  readonly paperDue?: string | null;
  readonly createdBy: string;
}

const untold = {
  ...sealedFields(null),
  askingId: null,
  noticeId: null,
  validity: 'day',
  authority: null,
  lapseRule: null,
  lapsesOn: null,
  assent: null,
  assentBy: null,
  paperDue: null,
  paperOn: null,
  paperReceivedAt: null,
};

const untouched = {
  withdrawnAt: null,
  withdrawnBy: null,
  withdrawalToldBy: null,
  withdrawalNote: null,
  supersededBy: null,
  sealedFor: null,
};
