import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Stale } from '#libs/platform';
import type { DataCategory } from '#libs/people';
import type { AskedService, ReferralMode, ReferralPurpose, ReferralType, Urgency } from './referral.codes.js';
import { NotDraft, NotSent } from './referral.errors.js';
import type { ReferralStatus } from './referral.status.js';

/** What a draft may change, all of it optional. */
export interface DraftContent {
  readonly mode: ReferralMode;
  readonly type: ReferralType | null;
  readonly purpose: ReferralPurpose | null;
  readonly urgency: Urgency;
  readonly replyBy: string | null;
  readonly services: AskedService[];
  readonly categories: DataCategory[];
  /** The sealed request: what is asked, the person's wish, the background. */
  readonly request: Buffer | null;
}

/** A referral: one agency asks another to take part in supporting a person. */
@Entity('referral')
export class Referral {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly number!: string;
  @Column('uuid') readonly sourceAgencyId!: string;
  @Column('uuid') readonly personId!: string;
  @Column('text') readonly mode!: ReferralMode;
  @Column('text') readonly status!: ReferralStatus;
  @Column('text', { nullable: true }) readonly type!: ReferralType | null;
  @Column('text', { nullable: true }) readonly purpose!: ReferralPurpose | null;
  @Column('text') readonly urgency!: Urgency;
  @Column('date', { nullable: true }) readonly replyBy!: string | null;
  @Column('text', { array: true }) readonly services!: AskedService[];
  @Column('text', { array: true }) readonly categories!: DataCategory[];
  @Column('bytea', { nullable: true }) readonly request!: Buffer | null;
  @Column('integer') readonly version!: number;
  @Column('uuid') readonly createdBy!: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) readonly createdAt!: Date;
  @Column('timestamptz') readonly updatedAt!: Date;

  /** A new draft. Nobody but the source sees it. */
  static drafted(facts: {
    id: string;
    number: string;
    sourceAgencyId: string;
    personId: string;
    createdBy: string;
    updatedAt: Date;
  }): Referral {
    return Object.assign(new Referral(), { ...facts, ...emptyDraft, status: 'draft' as const, version: 1 });
  }

  /**
   * Changes the draft.
   * @throws {NotDraft} once it is sent. @throws {Stale}
   */
  write(content: Partial<DraftContent>, at: Date, seenVersion: number): void {
    this.requireDraft();
    this.seen(seenVersion);
    Object.assign(this, content, { updatedAt: at, version: this.version + 1 });
  }

  /** @throws {NotDraft} once it is sent. */
  requireDraft(): void {
    if (this.status !== 'draft') throw new NotDraft();
  }

  /** @throws {NotSent} while it is a draft. */
  requireSent(): void {
    if (this.status === 'draft') throw new NotSent();
  }

  /** @throws {Stale} when somebody changed the referral since the caller saw it. */
  seen(version: number): void {
    if (version !== this.version) throw new Stale(this.version);
  }

  /** One of its lines has moved; the referral stands as they stand together. */
  settle(status: ReferralStatus, at: Date): void {
    Object.assign(this, { status, updatedAt: at, version: this.version + 1 });
  }
}

/** What a field of a draft is while nothing was chosen. */
export const emptyDraft: DraftContent = {
  mode: 'single',
  type: null,
  purpose: null,
  urgency: 'normal',
  replyBy: null,
  services: [],
  categories: [],
  request: null,
};
