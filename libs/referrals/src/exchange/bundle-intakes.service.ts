import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, Invalid, once, type OnceKey, type Tx } from '#libs/platform';
import { People } from '#libs/people';
import { Referral } from '../referral.entity.js';
import { ReferralDrafts } from '../referral-drafts.service.js';
import { ParticularsService } from '../type/particulars.service.js';
import { typeRow } from '../type/referral-types.js';
import { type BundleReading, readBundle } from './bundle.reading.js';
import { isKept, overflowOf, sheetsFrom } from './intake.sheets.js';

/** A bundle that becomes a draft, and about whom: one of the own people, or somebody who is registered for it. */
export interface BundleIntake {
  readonly bundle: string;
  readonly personId?: string | null;
  /** What the file does not say, or says wrongly. */
  readonly name?: string | null;
  readonly kana?: string | null;
  readonly birthDate?: string | null;
  readonly allowDuplicate?: boolean;
}

/** Takes in referrals that came as FHIR bundles. Nothing is kept of a bundle that is only looked at. */
@Injectable()
export class BundleIntakes {
  constructor(
    private readonly db: Database,
    private readonly people: People,
    private readonly drafts: ReferralDrafts,
    private readonly particulars: ParticularsService,
    private readonly audit: Audit,
  ) {}

  /** What a bundle says, before anything of it is kept. @throws {BundleUnreadable} */
  async read(actor: Member, bundle: string): Promise<BundleReading> {
    const reading = readBundle(bundle);
    await this.db.transaction(actor, (tx) =>
      this.audit.record(tx, actor, {
        action: 'exchange.inspect',
        objectType: 'referral_bundle',
        ownerAgencyId: actor.agencyId,
      }),
    );
    const overflow = overflowOf(reading.rest).map((what) => ({
      what,
      why: '記入欄に入りきらないため、取り込めません。',
    }));
    return { ...reading, unread: [...reading.unread, ...overflow] };
  }

  /**
   * Makes a draft out of a bundle, and registers its person unless one of the own people is named; answers the draft's id.
   * A consent in the bundle is none here: what may be told is asked of the person anew.
   * @throws {BundleUnreadable} @throws {NotFound} for another agency's person. @throws {Invalid} for a person without a name.
   * @throws {PossibleDuplicate}
   */
  async takeIn(actor: Member, input: BundleIntake, request: OnceKey): Promise<string> {
    const reading = readBundle(input.bundle);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const personId = input.personId ?? (await this.register(tx, actor, reading, input));
        const { type, purpose, urgency, services } = reading;
        const categories = reading.sections
          .filter(({ category, lines }) => isKept(category) && lines.length > 0)
          .map(({ category }) => category);
        const draftId = await this.drafts.open(tx, actor, personId, {
          type,
          purpose: type && purpose && typeRow(type).purposes.includes(purpose) ? purpose : null,
          urgency,
          services: [...new Set(services)],
          categories,
          request: reading.request,
        });
        const draft = await tx.findOneByOrFail(Referral, { id: draftId });
        if (Object.keys(reading.particulars).length > 0)
          await this.particulars.put(tx, draft, reading.particulars);
        await this.audit.record(tx, actor, {
          action: 'exchange.take_in',
          objectType: 'referral',
          objectId: draftId,
          subjectId: personId,
          ownerAgencyId: actor.agencyId,
          // Which file it was can be shown by whoever still has it; what it says stands in the record alone.
          details: { categories, registered: !input.personId, file: sha256(input.bundle) },
        });
        return draftId;
      }),
    );
  }

  private async register(
    tx: Tx,
    actor: Member,
    { person, rest }: BundleReading,
    input: BundleIntake,
  ): Promise<string> {
    const name = input.name?.trim() || person.name;
    const kana = input.kana?.trim() || person.kana;
    const missing = [
      ...(name ? [] : [['name', '氏名'] as const]),
      ...(kana ? [] : [['kana', 'ふりがな'] as const]),
    ];
    if (missing.length > 0)
      throw new Invalid(
        missing.map(([field, label]) => ({
          field,
          label,
          detail: `ファイルに${label}がありません。入力してください。`,
        })),
      );
    const sheets = sheetsFrom(rest);
    const { phone, ...contact } = sheets.get('contact') ?? {};
    const birthDate = input.birthDate === undefined ? person.birthDate : input.birthDate;
    const identity = { name, kana, birthDate, phone, allowDuplicate: input.allowDuplicate };
    const id = await this.people.enter(tx, actor, identity, contact);
    await this.people.fillSheets(
      tx,
      actor,
      id,
      new Map([...sheets].filter(([category]) => category !== 'contact')),
    );
    return id;
  }
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
