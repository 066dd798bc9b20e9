import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, DataKeys, NotFound, offsetOf, type Page, type PageRequest, type Tx } from '#libs/platform';
import { requireOwnPerson } from '../own-person.js';
import { personPlace, requestPlace } from '../person-places.js';
import type {
  AnswerMeans,
  Asker,
  IdentityMeans,
  RefusalGround,
  RequestDecision,
  RequestKind,
  RequestStatus,
} from './person-request.codes.js';

/** A request as the register shows it. */
export interface ListedRequest {
  readonly id: string;
  readonly number: number;
  readonly personId: string;
  readonly personNumber: number;
  readonly personName: string;
  readonly kind: RequestKind;
  readonly status: RequestStatus;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly isLate: boolean;
  readonly decision: RequestDecision | null;
  readonly answeredOn: string | null;
}

/** A request with all that was written down. */
export interface RequestRecord extends ListedRequest {
  readonly askedBy: Asker;
  readonly asker: string;
  readonly scope: string | null;
  readonly identityMeans: IdentityMeans | null;
  readonly identifiedBy: string | null;
  readonly identifiedAt: Date | null;
  readonly ground: RefusalGround | null;
  readonly explanation: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly answerMeans: AnswerMeans | null;
  readonly dropNote: string | null;
  readonly version: number;
}

interface RequestRow {
  id: string;
  number: number;
  person_id: string;
  person_number: number;
  person_name: Buffer;
  kind: RequestKind;
  status: RequestStatus;
  received_on: string;
  due_on: string;
  is_late: boolean;
  decision: RequestDecision | null;
  answered_on: string | null;
  asked_by: Asker;
  asker: Buffer;
  scope: Buffer | null;
  identity_means: IdentityMeans | null;
  identified_by: string | null;
  identified_at: Date | null;
  ground: RefusalGround | null;
  explanation: Buffer | null;
  decided_by: string | null;
  decided_at: Date | null;
  answer_means: AnswerMeans | null;
  drop_note: Buffer | null;
  version: number;
}

const open = `('received', 'identified', 'decided')`;
const select = `SELECT r.id, r.number, r.person_id, p.number AS person_number, p.name AS person_name, r.kind, r.status,
    r.received_on::text AS received_on, r.due_on::text AS due_on,
    r.status IN ${open} AND r.due_on < sec.today_in_japan() AS is_late, r.decision, r.answered_on::text AS answered_on,
    r.asked_by, r.asker, r.scope, r.identity_means, i.name AS identified_by, r.identified_at, r.ground, r.explanation,
    d.name AS decided_by, r.decided_at, r.answer_means, r.drop_note, r.version
  FROM portal.person_request r JOIN portal.person p ON p.id = r.person_id AND p.status <> 'erased'
  LEFT JOIN portal.account i ON i.id = r.identified_by LEFT JOIN portal.account d ON d.id = r.decided_by`;

/** Reads the register of requests of the own agency. */
@Injectable()
export class PersonRequestsQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
  ) {}

  /** Open or closed requests, the one that is due first at the top. */
  async list(
    actor: Member,
    { closed, ...part }: PageRequest & { closed: boolean },
  ): Promise<Page<ListedRequest>> {
    return this.db.transaction(actor, async (tx) => {
      const where = `r.agency_id = $1 AND (r.status IN ${open}) <> $2`;
      const [count] = await tx.query<{ total: number }[]>(
        `SELECT count(*)::int AS total FROM portal.person_request r JOIN portal.person p ON p.id = r.person_id AND p.status <> 'erased'
         WHERE ${where}`,
        [actor.agencyId, closed],
      );
      const rows = await tx.query<RequestRow[]>(
        `${select} WHERE ${where} ORDER BY CASE WHEN $2 THEN NULL ELSE r.due_on END, r.number DESC LIMIT $3 OFFSET $4`,
        [actor.agencyId, closed, part.perPage, offsetOf(part)],
      );
      const items = await this.opened(tx, rows);
      await this.audit.record(tx, actor, {
        action: 'person_request.list',
        ownerAgencyId: actor.agencyId,
        details: { shown: items.map(({ personId }) => personId) },
      });
      return { items, ...part, total: count?.total ?? 0 };
    });
  }

  /** The requests of one person. @throws {NotFound} */
  async ofPerson(actor: Member, personId: string): Promise<RequestRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const rows = await tx.query<RequestRow[]>(`${select} WHERE r.person_id = $1 ORDER BY r.number DESC`, [
        personId,
      ]);
      await this.audit.record(tx, actor, {
        action: 'person_request.list',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
      });
      return this.opened(tx, rows);
    });
  }

  /** One request. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<RequestRecord> {
    return this.db.transaction(actor, async (tx) => {
      const record = await this.read(tx, actor, id);
      await this.audit.record(tx, actor, {
        action: 'person_request.read',
        objectType: 'person_request',
        objectId: id,
        subjectId: record.personId,
        ownerAgencyId: actor.agencyId,
      });
      return record;
    });
  }

  /** The same without an audit entry, for a command that writes its own. @throws {NotFound} */
  async read(tx: Tx, actor: Member, id: string): Promise<RequestRecord> {
    const rows = await tx.query<RequestRow[]>(`${select} WHERE r.id = $1 AND r.agency_id = $2`, [
      id,
      actor.agencyId,
    ]);
    const [record] = await this.opened(tx, rows);
    if (!record) throw new NotFound();
    return record;
  }

  private async opened(tx: Tx, rows: readonly RequestRow[]): Promise<RequestRecord[]> {
    const keys = await this.dataKeys.of(
      tx,
      rows.map((row) => row.person_id),
    );
    return rows.flatMap((row) => {
      const key = keys.get(row.person_id);
      if (!key) return [];
      const words = (column: Parameters<typeof requestPlace>[0], sealed: Buffer | null) =>
        key.openOptional(requestPlace(column, row.id), sealed);
      return [
        {
          id: row.id,
          number: row.number,
          personId: row.person_id,
          personNumber: row.person_number,
          personName: key.open(personPlace('name', row.person_id), row.person_name),
          kind: row.kind,
          status: row.status,
          receivedOn: row.received_on,
          dueOn: row.due_on,
          isLate: row.is_late,
          decision: row.decision,
          answeredOn: row.answered_on,
          askedBy: row.asked_by,
          asker: words('asker', row.asker) ?? '',
          scope: words('scope', row.scope),
          identityMeans: row.identity_means,
          identifiedBy: row.identified_by,
          identifiedAt: row.identified_at,
          ground: row.ground,
          explanation: words('explanation', row.explanation),
          decidedBy: row.decided_by,
          decidedAt: row.decided_at,
          answerMeans: row.answer_means,
          dropNote: words('drop_note', row.drop_note),
          version: row.version,
        },
      ];
    });
  }
}
