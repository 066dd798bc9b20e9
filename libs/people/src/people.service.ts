import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
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
  Stale,
  type Tx,
} from '#libs/platform';
import { recountAdulthood } from './asking/adulthood.js';
import type { DataCategory } from './data-category.js';
import { formerNamesOf } from './matter/former-names.js';
import { Person } from './person.entity.js';
import { PossibleDuplicate } from './person.errors.js';
import { personPlace, sectionPlace } from './person-places.js';
import { visibleStatuses } from './person.status.js';
import { PersonTraces } from './person-traces.js';

/** Name, kana and birth date (YYYY-MM-DD) of a person. */
export interface PersonIdentity {
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string | null;
}

/** Registers people of the own agency and keeps their sheets. */
@Injectable()
export class People {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly traces: PersonTraces,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers a person; answers their id.
   * @throws {PossibleDuplicate} unless `allowDuplicate`: twins share a birth date, and namesakes exist.
   */
  async register(
    actor: Member,
    input: PersonIdentity & { phone?: string | null; allowDuplicate?: boolean },
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () => this.enter(tx, actor, input)),
    );
  }

  /**
   * Registers a person in the transaction of what led to it, with more of the contact sheet where it is known; answers their id.
   * @throws {PossibleDuplicate} as `register` does.
   */
  async enter(
    tx: Tx,
    actor: Member,
    input: PersonIdentity & { phone?: string | null; allowDuplicate?: boolean },
    more: { address?: string; preference?: string; keyPerson?: string } = {},
  ): Promise<string> {
    this.requireBorn(input);
    // The agency's counter is the lock: two registrations at once see each other's traces.
    const number = await nextNumber(tx, actor.agencyId);
    const alike = await this.traces.alike(tx, actor.agencyId, input);
    if (alike.length > 0 && !input.allowDuplicate) throw new PossibleDuplicate(alike);
    const id = newId();
    const key = await this.dataKeys.create(tx, id, actor.agencyId);
    const person = Person.registered({
      id,
      agencyId: actor.agencyId,
      number,
      name: key.seal(personPlace('name', id), input.name),
      kana: key.seal(personPlace('kana', id), input.kana),
      birthDate: key.sealOptional(personPlace('birth_date', id), input.birthDate),
      createdBy: actor.accountId,
      updatedAt: this.clock.now(),
    });
    await tx.insert(Person, person);
    await this.traces.leave(tx, actor.agencyId, id, input);
    const contact = { ...(input.phone && { phone: input.phone }), ...more };
    if (Object.keys(contact).length > 0) {
      const body = key.seal(sectionPlace(id, 'contact'), JSON.stringify(contact));
      await insertSection(tx, actor, id, 'contact', body);
    }
    await this.audit.record(tx, actor, { ...about(id, actor), action: 'person.register' });
    return id;
  }

  /** Fills sheets of somebody who is entered in the same transaction: they have none yet, but for the contact sheet. */
  async fillSheets(
    tx: Tx,
    actor: Member,
    id: string,
    sheets: ReadonlyMap<DataCategory, Readonly<Record<string, string>>>,
  ): Promise<void> {
    const key = await this.dataKeys.one(tx, id);
    for (const [category, fields] of sheets) {
      await insertSection(
        tx,
        actor,
        id,
        category,
        key.seal(sectionPlace(id, category), JSON.stringify(fields)),
      );
      await this.audit.record(tx, actor, {
        ...about(id, actor),
        action: 'person.write',
        details: { category },
      });
    }
  }

  /** When one of the own people was born, as the record says it; nobody changes it until the transaction ends. @throws {NotFound} */
  async birthDateOf(tx: Tx, actor: Member, id: string): Promise<string | null> {
    const { birthDate } = await findOwn(tx, actor, id);
    return (await this.dataKeys.one(tx, id)).openOptional(personPlace('birth_date', id), birthDate) ?? null;
  }

  /**
   * Corrects who the person is.
   * @throws {NotFound} for another agency's person. @throws {Stale}
   */
  async identify(actor: Member, id: string, input: PersonIdentity, seenVersion: number): Promise<void> {
    this.requireBorn(input);
    await this.db.transaction(actor, async (tx) => {
      const person = await findOwn(tx, actor, id);
      const key = await this.dataKeys.one(tx, id);
      const sealed = {
        name: key.seal(personPlace('name', id), input.name),
        kana: key.seal(personPlace('kana', id), input.kana),
        birthDate: key.sealOptional(personPlace('birth_date', id), input.birthDate),
      };
      person.identify(sealed, this.clock.now(), seenVersion);
      const { version, updatedAt } = person;
      await tx.update(Person, { id }, { ...sealed, version, updatedAt });
      const former = await formerNamesOf(tx, this.dataKeys, id);
      const formerKana = former.map(({ kana }) => kana);
      await this.traces.leave(tx, actor.agencyId, id, { ...input, formerKana });
      await recountAdulthood(tx, id, input.birthDate);
      await this.audit.record(tx, actor, { ...about(id, actor), action: 'person.identify' });
    });
  }

  /**
   * Writes the sheet of one category; `seenVersion` is 0 for a sheet that does not exist yet.
   * @throws {NotFound} for another agency's person. @throws {Stale}
   */
  async writeSheet(
    actor: Member,
    id: string,
    category: DataCategory,
    fields: Readonly<Record<string, string>>,
    seenVersion: number,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const person = await findOwn(tx, actor, id);
      const key = await this.dataKeys.one(tx, id);
      const body = key.seal(sectionPlace(id, category), JSON.stringify(fields));
      const [present] = await tx.query<{ version: number }[]>(
        'SELECT version FROM portal.person_section WHERE person_id = $1 AND category = $2',
        [id, category],
      );
      if ((present?.version ?? 0) !== seenVersion) throw new Stale(present?.version ?? 0);
      if (present) await updateSection(tx, actor, id, category, body);
      else await insertSection(tx, actor, id, category, body);
      if (category === 'contact') {
        const kana = key.open(personPlace('kana', id), person.kana);
        const birthDate = key.openOptional(personPlace('birth_date', id), person.birthDate);
        await this.traces.leave(tx, actor.agencyId, id, { kana, birthDate, phone: fields['phone'] ?? null });
      }
      await this.audit.record(tx, actor, {
        ...about(id, actor),
        action: 'person.write',
        details: { category },
      });
    });
  }

  /** @throws {Invalid} for a birth date in the future. */
  private requireBorn({ birthDate }: PersonIdentity): void {
    if (birthDate === null || birthDate <= this.clock.today()) return;
    const detail = '今日までの日付にしてください。';
    throw new Invalid([{ field: 'birthDate', label: '生年月日', detail }]);
  }
}

/** @throws {NotFound} for another agency's person. */
async function findOwn(tx: Tx, actor: Member, id: string): Promise<Person> {
  const person = await tx.findOne(Person, {
    where: { id, agencyId: actor.agencyId, status: In([...visibleStatuses]) },
    lock: { mode: 'pessimistic_write' },
  });
  if (!person) throw new NotFound();
  return person;
}

function about(personId: string, actor: Member) {
  return { objectType: 'person', objectId: personId, subjectId: personId, ownerAgencyId: actor.agencyId };
}

/** The next number of the agency's own register, counted from 1. */
async function nextNumber(tx: Tx, agencyId: string): Promise<number> {
  const [row] = await tx.query<{ last: number }[]>(
    `INSERT INTO portal.person_counter VALUES ($1, 1)
     ON CONFLICT (agency_id) DO UPDATE SET last = person_counter.last + 1 RETURNING last`,
    [agencyId],
  );
  return row?.last ?? 1;
}

async function insertSection(
  tx: Tx,
  actor: Member,
  personId: string,
  category: DataCategory,
  body: Buffer,
): Promise<void> {
  await tx.query(
    'INSERT INTO portal.person_section (person_id, agency_id, category, body, updated_by) VALUES ($1, $2, $3, $4, $5)',
    [personId, actor.agencyId, category, body, actor.accountId],
  );
}

async function updateSection(
  tx: Tx,
  actor: Member,
  personId: string,
  category: DataCategory,
  body: Buffer,
): Promise<void> {
  await tx.query(
    `UPDATE portal.person_section SET body = $3, version = version + 1, updated_by = $4, updated_at = now()
     WHERE person_id = $1 AND category = $2`,
    [personId, category, body, actor.accountId],
  );
}
