import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { belongsTo, type Member } from '#libs/identity';
import { Clock, DataKeys, Invalid, type Tx } from '#libs/platform';
import { Consent } from '../consent.entity.js';
import { NoPaperDue, OtherManagerCorrects } from '../consent.errors.js';
import { grantsOf } from '../consent-grants.js';
import { aboutConsent, Consents, keepEnd } from '../consents.service.js';
import { consentPlace } from '../person-places.js';

/** What stands on the paper that came after a spoken yes. */
export interface PaperInput {
  readonly decision: 'agreed' | 'refused';
  /** The day that the person wrote on it. */
  readonly signedOn: string;
  readonly note?: string | null;
}

/** Corrects and completes what was written down: the paper that comes later, the entry made by mistake. */
@Injectable()
export class ConsentAfterwards {
  constructor(
    private readonly consents: Consents,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the paper behind a spoken yes down. A yes on paper confirms it from the day on which it was spoken; a no ends it
   * at this moment and is kept as a decision of its own. Answers the id of the decision that counts now.
   * @throws {NotFound} @throws {NoPaperDue} @throws {Stale} @throws {Invalid}
   */
  async takePaper(
    tx: Tx,
    actor: Member,
    consentId: string,
    input: PaperInput,
    seenVersion: number,
  ): Promise<string> {
    const consent = await this.consents.locked(tx, actor, consentId);
    this.requireDay(input.signedOn, consent);
    if (input.decision === 'agreed') {
      consent.confirmOnPaper(input.signedOn, this.clock.now(), seenVersion);
      const { version, paperOn, paperReceivedAt } = consent;
      await tx.update(Consent, { id: consent.id }, { version, paperOn, paperReceivedAt });
      await this.audit.record(tx, actor, { ...aboutConsent(consent), action: 'consent.paper' });
      return consent.id;
    }
    if (!consent.paperDue || consent.paperReceivedAt) throw new NoPaperDue();
    const refused = await grantsOf(tx, consent.id);
    const { id, personId, givenBy, validUntil } = consent;
    await this.consents.withdraw(
      tx,
      actor,
      id,
      { scope: 'whole' },
      { toldBy: givenBy, note: input.note ?? '書面では同意しなかった。' },
      seenVersion,
    );
    const key = await this.dataKeys.one(tx, personId);
    const word = (column: Parameters<typeof consentPlace>[0], sealed: Buffer | null) =>
      key.openOptional(consentPlace(column, consent.sealedFor ?? id), sealed);
    return this.consents.write(tx, actor, personId, {
      decision: 'refused',
      decidedOn: input.signedOn,
      validFrom: input.signedOn,
      validUntil: validUntil < input.signedOn ? input.signedOn : validUntil,
      method: 'written',
      givenBy,
      representative: word('representative', consent.representative),
      authority: consent.authority,
      authorityNote: word('authority_note', consent.authorityNote),
      authorityEndsOn: consent.lapsesOn,
      assent: consent.assent,
      assentWords: word('assent_words', consent.assentWords),
      note: input.note ?? null,
      granted: [],
      refused,
      ...(consent.noticeId ? { noticeId: consent.noticeId } : {}),
    });
  }

  /**
   * Says that a decision was written down by mistake. It stays readable, and is no yes any more; a no counts until the
   * person is asked anew.
   * @throws {NotFound} @throws {OtherManagerCorrects} @throws {ConsentNotOpen} @throws {Stale}
   */
  async mistake(
    tx: Tx,
    actor: Member,
    consentId: string,
    reason: string,
    seenVersion: number,
  ): Promise<string> {
    const consent = await this.consents.locked(tx, actor, consentId);
    if (consent.status === 'refused') await this.requireOtherManager(tx, actor, consent);
    const key = await this.dataKeys.one(tx, consent.personId);
    const sealed = key.seal(consentPlace('withdrawal_note', consent.id), reason);
    consent.mistake(this.clock.now(), actor.accountId, sealed, seenVersion);
    await keepEnd(tx, consent);
    await this.audit.record(tx, actor, { ...aboutConsent(consent), action: 'consent.mistake' });
    return consent.id;
  }

  /** @throws {OtherManagerCorrects} */
  private async requireOtherManager(tx: Tx, actor: Member, { createdBy }: Consent): Promise<void> {
    if (!belongsTo('manager', actor.role)) throw new OtherManagerCorrects();
    if (createdBy !== actor.accountId) return;
    const [row] = await tx.query<{ other: boolean }[]>('SELECT sec.has_other_manager($1, $2) AS other', [
      actor.agencyId,
      createdBy,
    ]);
    if (row?.other) throw new OtherManagerCorrects();
  }

  private requireDay(signedOn: string, { decidedOn }: Consent): void {
    const wrong = (detail: string) => new Invalid([{ field: 'signedOn', label: '書面の日付', detail }]);
    if (signedOn > this.clock.today()) throw wrong('今日までの日付にしてください。');
    if (signedOn < decidedOn) throw wrong('口頭・電話で確認した日以降にしてください。');
  }
}
