import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Stale } from '#libs/platform';

/** A person supported by one agency. What is known of them is sealed with a key of their own. */
@Entity('person')
export class Person {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly agencyId!: string;
  @Column('integer') readonly number!: number;
  @Column('text') readonly status!: 'open' | 'closed';
  @Column('bytea') readonly name!: Buffer;
  @Column('bytea') readonly kana!: Buffer;
  @Column('bytea', { nullable: true }) readonly birthDate!: Buffer | null;
  @Column('integer') readonly version!: number;
  @Column('uuid') readonly createdBy!: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) readonly createdAt!: Date;
  @Column('timestamptz') readonly updatedAt!: Date;

  /** A newly registered person. */
  static registered(
    facts: Omit<Person, 'status' | 'version' | 'createdAt' | 'registered' | 'identify'>,
  ): Person {
    return Object.assign(new Person(), { status: 'open' as const, version: 1, ...facts });
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
    if (seenVersion !== this.version) throw new Stale(this.version);
    Object.assign(this, sealed, { updatedAt: at, version: this.version + 1 });
  }
}
