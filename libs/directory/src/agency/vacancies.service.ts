import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, Forbidden, NotFound, Outbox, Stale, type Tx } from '#libs/platform';
import { mayTellVacancy } from './vacancy.policy.js';
import { soundNotice, type Vacancy, type VacancyNotice } from './vacancy.js';

/** Keeps what agencies tell about their free places. */
@Injectable()
export class Vacancies {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /**
   * An agency tells whether a service of its own has a free place, as of today; answers what stands there now.
   * `seenVersion` is the version it has seen, 0 where nothing was told before.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {Invalid}
   */
  async tell(actor: Member, serviceId: string, seenVersion: number, input: VacancyNotice): Promise<Vacancy> {
    const today = this.clock.today();
    const notice = soundNotice(input, today);
    return this.db.transaction(actor, async (tx) => {
      const agencyId = await agencyOfService(tx, serviceId);
      if (!mayTellVacancy(actor, agencyId)) throw new Forbidden();
      const version = await lockedVersion(tx, serviceId);
      if (version !== seenVersion) throw new Stale(version);
      const told = { ...notice, asOf: today, saidBy: actor.accountName, version: version + 1 };
      await write(tx, { serviceId, agencyId }, told);
      await this.audit.record(tx, actor, {
        action: 'vacancy.tell',
        objectType: 'service',
        objectId: serviceId,
        details: { state: notice.state },
      });
      await this.outbox.add(tx, 'vacancy.told', { serviceId, agencyId });
      return told;
    });
  }
}

async function agencyOfService(tx: Tx, serviceId: string): Promise<string> {
  const [service] = await tx.query<{ agency_id: string }[]>(
    'SELECT agency_id FROM portal.service WHERE id = $1',
    [serviceId],
  );
  if (!service) throw new NotFound();
  return service.agency_id;
}

/** Locks the service, since there may be no vacancy yet to lock. */
async function lockedVersion(tx: Tx, serviceId: string): Promise<number> {
  await tx.query('SELECT FROM portal.service WHERE id = $1 FOR UPDATE', [serviceId]);
  const [told] = await tx.query<{ version: number }[]>(
    'SELECT version FROM portal.vacancy WHERE service_id = $1',
    [serviceId],
  );
  return told?.version ?? 0;
}

async function write(tx: Tx, place: { serviceId: string; agencyId: string }, told: Vacancy): Promise<void> {
  await tx.query(
    `INSERT INTO portal.vacancy (service_id, agency_id, state, available, as_of, said_by, good_until, note, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (service_id) DO UPDATE
     SET state = excluded.state, available = excluded.available, as_of = excluded.as_of, said_by = excluded.said_by,
         good_until = excluded.good_until, note = excluded.note, version = excluded.version`,
    [
      place.serviceId,
      place.agencyId,
      told.state,
      told.available,
      told.asOf,
      told.saidBy,
      told.goodUntil,
      told.note,
      told.version,
    ],
  );
}
