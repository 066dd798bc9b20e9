import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Stale } from '#libs/platform';
import { PersonNotOpen } from './person.errors.js';
import { type Ending, nextStatus, type PersonStatus, takeBackHours, verbOf } from './person.status.js';

/** A person supported by one agency. What is known of them is sealed with a key of their own. */
@Entity('person')
export class Person {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('integer') readonly number!: number;
  @Column('text') readonly status!: PersonStatus;
  @Column('bytea') readonly name!: Buffer;
  @Column('bytea') readonly kana!: Buffer;
  @Column('bytea', { nullable: true }) readonly birthDate!: Buffer | null;
  @Column('uuid', { nullable: true }) readonly inCharge!: string | null;
  @Column('date', { nullable: true }) readonly lastContactOn!: string | null;
  @Column('date', { nullable: true }) readonly endedOn!: string | null;
  @Column('text', { nullable: true }) readonly endReason!: string | null;
  @Column('bytea', { nullable: true }) readonly endNote!: Buffer | null;
  @Column('timestamptz', { nullable: true }) readonly endedAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly endedBy!: string | null;
  @Column({ type: 'uuid', nullable: true, insert: false, update: false }) readonly mergedInto!: string | null;
  @Column('integer') readonly version!: number;
  @Column('uuid') readonly createdBy!: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) readonly createdAt!: Date;
  @Column('timestamptz') readonly updatedAt!: Date;

  /** A newly registered person, in the charge of whoever registers them. */
  static registered(facts: RegisteredFacts): Person {
    return Object.assign(new Person(), {
      status: 'open' as const,
      version: 1,
      inCharge: facts.createdBy,
      ...notEnded,
      ...facts,
    });
  }

  /**
   * Corrects name, kana and birth date.
   * @throws {Stale} when somebody else was first.
   */
  identify(
    sealed: { name: Buffer; kana: Buffer; birthDate: Buffer | null },
    at: Date,
    seenVersion: number,
  ): void {
    this.seen(seenVersion);
    Object.assign(this, sealed);
    this.touch(at);
  }

  /**
   * Support ends.
   * @throws {PersonNotOpen} where it cannot end so. @throws {Stale}
   */
  end(ending: Ending, facts: EndFacts, at: Date, seenVersion: number): void {
    this.seen(seenVersion);
    this.follow(verbOf[ending]);
    Object.assign(this, facts, { endedAt: at });
    this.touch(at);
  }

  /**
   * Support begins again.
   * @throws {PersonNotOpen} @throws {Stale}
   */
  reopen(at: Date, seenVersion: number): void {
    this.seen(seenVersion);
    this.follow('reopen');
    Object.assign(this, notEnded);
    this.touch(at);
  }

  /**
   * An ending that was entered in error never was.
   * @throws {PersonNotOpen} after a day, or when support has not ended. @throws {Stale}
   */
  takeBackEnding(at: Date, seenVersion: number): void {
    this.seen(seenVersion);
    if (!this.mayTakeBackEnding(at)) throw new PersonNotOpen(this.status);
    this.follow('takeBack');
    Object.assign(this, notEnded);
    this.touch(at);
  }

  /** Whether the ending was entered so lately that it can be taken back. */
  mayTakeBackEnding(at: Date): boolean {
    if (!this.endedAt || nextStatus(this.status, 'takeBack') === undefined) return false;
    return at.getTime() - this.endedAt.getTime() <= takeBackHours * 3_600_000;
  }

  private seen(version: number): void {
    if (version !== this.version) throw new Stale(this.version);
  }

  private touch(at: Date): void {
    Object.assign(this, { updatedAt: at, version: this.version + 1 });
  }

  private follow(verb: Parameters<typeof nextStatus>[1]): void {
    const next = nextStatus(this.status, verb);
    if (!next) throw new PersonNotOpen(this.status);
    Object.assign(this, { status: next });
  }
}

interface RegisteredFacts {
  readonly id: string;
  readonly agencyId: string;
  readonly number: number;
  readonly name: Buffer;
  readonly kana: Buffer;
  readonly birthDate: Buffer | null;
  readonly createdBy: string;
  readonly updatedAt: Date;
}

interface EndFacts {
  readonly endedOn: string;
  readonly endReason: string;
  readonly endNote: Buffer | null;
  readonly endedBy: string;
}

const notEnded = { endedOn: null, endReason: null, endNote: null, endedAt: null, endedBy: null };
