import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Stale } from '#libs/platform';
import type { Authority, Decider, Validity } from '../consent.codes.js';
import type { Grant } from '../consent-grants.js';
import { AskingNotOpen } from './asking.errors.js';
import { type AskingState, askingTransitions, type AskingVerb } from './asking.status.js';

/** What is put to a person: the cells, for how long, and who is to decide. */
export interface AskedMatter {
  readonly noticeId: string;
  readonly cells: readonly Grant[];
  readonly validity: Validity;
  readonly validYears: number | null;
  readonly validUntil: string | null;
  readonly givenBy: Decider;
  readonly authority: Authority | null;
  readonly representative: Buffer | null;
  readonly note: Buffer | null;
}

/** An asking (確認): what a person is asked under a number that the decision will keep. */
@Entity('consent_asking')
export class Asking implements AskedMatter {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly personId!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('text') readonly number!: string;
  @Column('text') readonly state!: AskingState;
  @Column('uuid') readonly noticeId!: string;
  @Column('jsonb') readonly cells!: readonly Grant[];
  @Column('text') readonly validity!: Validity;
  @Column('integer', { nullable: true }) readonly validYears!: number | null;
  @Column('date', { nullable: true }) readonly validUntil!: string | null;
  @Column('text') readonly givenBy!: Decider;
  @Column('text', { nullable: true }) readonly authority!: Authority | null;
  @Column('bytea', { nullable: true }) readonly representative!: Buffer | null;
  @Column('uuid', { nullable: true }) readonly renews!: string | null;
  @Column('bytea', { nullable: true }) readonly note!: Buffer | null;
  @Column('timestamptz', { nullable: true }) readonly askedAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly askedBy!: string | null;
  @Column('integer') readonly version!: number;
  @Column('uuid') readonly createdBy!: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) readonly createdAt!: Date;
  @Column('timestamptz') readonly updatedAt!: Date;

  /** A new asking, not yet put to the person. */
  static drafted(
    facts: AskedMatter & {
      readonly id: string;
      readonly personId: string;
      readonly agencyId: string;
      readonly number: string;
      readonly renews: string | null;
      readonly createdBy: string;
      readonly updatedAt: Date;
    },
  ): Asking {
    return Object.assign(new Asking(), {
      state: 'drafting' as const,
      askedAt: null,
      askedBy: null,
      version: 1,
      ...facts,
    });
  }

  /**
   * Changes what will be asked, while nobody has seen it.
   * @throws {AskingNotOpen} @throws {Stale}
   */
  rewrite(matter: AskedMatter, at: Date, seenVersion: number): void {
    this.requireSeen(seenVersion);
    if (this.state !== 'drafting') throw new AskingNotOpen();
    Object.assign(this, matter, { updatedAt: at, version: this.version + 1 });
  }

  /**
   * Puts it to the person: from now on it stays as it is.
   * @throws {AskingNotOpen} @throws {Stale}
   */
  issue(at: Date, by: string, seenVersion: number): void {
    this.follow('issue', at, seenVersion);
    Object.assign(this, { askedAt: at, askedBy: by });
  }

  /**
   * Notes what the person said.
   * @throws {AskingNotOpen} @throws {Stale}
   */
  answer(decision: 'given' | 'refused', at: Date, seenVersion: number): void {
    this.follow(decision === 'given' ? 'agree' : 'refuse', at, seenVersion);
  }

  /**
   * Calls it off without an answer; the number is never used again.
   * @throws {AskingNotOpen} @throws {Stale}
   */
  drop(at: Date, seenVersion: number): void {
    this.follow('drop', at, seenVersion);
  }

  private follow(verb: AskingVerb, at: Date, seenVersion: number): void {
    this.requireSeen(seenVersion);
    const next = (askingTransitions[this.state] as Partial<Record<AskingVerb, AskingState>>)[verb];
    if (!next) throw new AskingNotOpen();
    Object.assign(this, { state: next, updatedAt: at, version: this.version + 1 });
  }

  private requireSeen(version: number): void {
    if (version !== this.version) throw new Stale(this.version);
  }
}
