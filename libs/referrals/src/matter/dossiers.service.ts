import type { Readable } from 'node:stream';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { type Pdf, PdfPress } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Attachments, Evidence, PersonRequestsQueries, type RequestRecord } from '#libs/people';
import { Clock, Conflict, Database } from '#libs/platform';
import { answerLetter } from './answer.letter.js';
import { dossierPaper, moment } from './dossier.paper.js';
import { DossierQueries } from './dossier.queries.js';
import { setPaper } from './paper.js';
import { whole, type ZipPart, zipOf } from './zip.writing.js';

/** It is not known yet who asks, or nothing is decided yet (409). */
export class TooEarlyToAnswer extends Conflict {
  constructor(missing: 'identity' | 'decision') {
    super(
      'person_request.too_early',
      missing === 'identity'
        ? '本人確認を記録してから出力してください。'
        : '決定を記録してから、回答書を出力してください。',
    );
  }
}

/** Hands everything about a person out, and the letter with which a request is answered. For managers, and audited. */
@Injectable()
export class Dossiers implements OnModuleDestroy {
  private readonly press = new PdfPress();

  constructor(
    private readonly db: Database,
    private readonly requests: PersonRequestsQueries,
    private readonly queries: DossierQueries,
    private readonly attachments: Attachments,
    private readonly evidence: Evidence,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Lets the process go that sets the papers. */
  onModuleDestroy(): void {
    this.press.close();
  }

  /** Everything about the person as one paper. @throws {NotFound} @throws {TooEarlyToAnswer} before it is known who asks. */
  async paper(actor: Member, requestId: string): Promise<Pdf> {
    const request = await this.permitted(actor, requestId, 'pdf');
    const { dossier } = await this.queries.gather(actor, request.personId);
    return setPaper(this.press, dossierPaper(dossier, this.printedBy(actor)), this.clock.now());
  }

  /** The paper, the same as data, and every file, in one archive. @throws {NotFound} @throws {TooEarlyToAnswer} */
  async archive(actor: Member, requestId: string): Promise<Readable> {
    const request = await this.permitted(actor, requestId, 'zip');
    const { dossier, attachments, evidence } = await this.queries.gather(actor, request.personId);
    const paper = await setPaper(this.press, dossierPaper(dossier, this.printedBy(actor)), this.clock.now());
    const parts: ZipPart[] = [
      { name: 'all.pdf', packed: true, content: whole(paper.content) },
      { name: 'all.json', packed: false, content: whole(Buffer.from(JSON.stringify(dossier, null, 2))) },
      ...attachments.map(({ id, name }) => ({
        name,
        packed: true,
        content: this.attachment(actor, request.personId, id),
      })),
      ...evidence.map(({ id, consentId, name }) => ({
        name,
        packed: true,
        content: this.scan(actor, consentId, id),
      })),
    ];
    return zipOf(parts);
  }

  /** The letter of answer. @throws {NotFound} @throws {TooEarlyToAnswer} before something is decided. */
  async letter(actor: Member, requestId: string): Promise<Pdf> {
    const request = await this.requests.one(actor, requestId);
    if (!request.decision) throw new TooEarlyToAnswer('decision');
    const sender = await this.senderOf(actor);
    const paper = answerLetter(request, sender, this.clock.today(), this.printedBy(actor));
    await this.note(actor, request, 'person_request.letter', {});
    return setPaper(this.press, paper, this.clock.now());
  }

  private async permitted(actor: Member, requestId: string, format: string): Promise<RequestRecord> {
    const request = await this.requests.one(actor, requestId);
    if (!request.identifiedAt) throw new TooEarlyToAnswer('identity');
    await this.note(actor, request, 'person.dossier', { request: requestId, format });
    return request;
  }

  private async *attachment(actor: Member, personId: string, id: string): AsyncGenerator<Uint8Array> {
    yield* (await this.attachments.open(actor, personId, id)).content;
  }

  private async *scan(actor: Member, consentId: string, id: string): AsyncGenerator<Uint8Array> {
    yield (await this.evidence.read(actor, consentId, id)).content;
  }

  private async senderOf(actor: Member): Promise<{ agency: string; address: string; phone: string }> {
    return this.db.transaction(actor, async (tx) => {
      const [row] = await tx.query<{ name: string; address: string | null; phone: string | null }[]>(
        'SELECT name, address, phone FROM portal.agency WHERE id = $1',
        [actor.agencyId],
      );
      return { agency: row?.name ?? '', address: row?.address ?? '', phone: row?.phone ?? '' };
    });
  }

  private printedBy(actor: Member): string {
    return `${actor.accountName} ${moment(this.clock.now().toISOString())} 出力`;
  }

  private async note(
    actor: Member,
    { id, personId }: RequestRecord,
    action: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      this.audit.record(tx, actor, {
        action,
        objectType: 'person_request',
        objectId: id,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
        details,
      }),
    );
  }
}
