import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, Invalid, once, type OnceKey, type Tx } from '#libs/platform';
import {
  categoryCodes,
  type DataCategory,
  Disclosures,
  type ObtainedFrom,
  type OutsideParty,
  People,
} from '#libs/people';
import { Referral } from '../referral.entity.js';
import { ReferralDrafts } from '../referral-drafts.service.js';
import { ParticularsService } from '../type/particulars.service.js';
import { typeRow } from '../type/referral-types.js';
import { type BundleReading, readBundle } from './bundle.reading.js';
import { OtherBirthDate } from './exchange.errors.js';
import type { ReadFile } from './file.reading.js';
import { checkedFiles, IntakeFiles, type TakenFile } from './intake.files.js';
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
  /** That it is the same person although the file says another day of birth. */
  readonly allowOtherBirthDate?: boolean;
  /** Who handed the file over, where the file does not say it or says it wrongly, and how they came by what it tells. */
  readonly providerName?: string | null;
  readonly providerAddress?: string | null;
  readonly providerRepresentative?: string | null;
  readonly obtained: ObtainedFrom;
  /** Whether its files are kept, too; they are unless said otherwise. */
  readonly files?: boolean;
}

/** What a bundle says, and which of its files could be kept. */
export interface BundleInspection extends BundleReading {
  readonly keepable: ReadonlySet<ReadFile>;
}

/** Takes in referrals that came as FHIR bundles. Nothing is kept of a bundle that is only looked at. */
@Injectable()
export class BundleIntakes {
  constructor(
    private readonly db: Database,
    private readonly people: People,
    private readonly drafts: ReferralDrafts,
    private readonly particulars: ParticularsService,
    private readonly files: IntakeFiles,
    private readonly disclosures: Disclosures,
    private readonly audit: Audit,
  ) {}

  /** What a bundle says, before anything of it is kept. @throws {BundleUnreadable} */
  async read(actor: Member, bundle: string): Promise<BundleInspection> {
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
    const { checked, unread } = await checkedFiles(reading.files);
    return {
      ...reading,
      unread: [...reading.unread, ...overflow, ...unread],
      keepable: new Set(checked.map(({ read }) => read)),
    };
  }

  /**
   * Makes a draft out of a bundle, and registers its person unless one of the own people is named; answers the draft's id.
   * A consent in the bundle is none here: what may be told is asked of the person anew. Who told the own agency all this
   * stands in its ledger (Article 30).
   * @throws {BundleUnreadable} @throws {NotFound} for another agency's person. @throws {Invalid} for a person without a name.
   * @throws {PossibleDuplicate} @throws {OtherBirthDate} @throws {QuotaReached}
   */
  async takeIn(actor: Member, input: BundleIntake, request: OnceKey): Promise<string> {
    const reading = readBundle(input.bundle);
    const provider = providerOf(reading, input);
    const known = input.personId ? null : identityOf(reading, input);
    requireSaid(provider, known);
    const { checked } = input.files === false ? { checked: [] } : await checkedFiles(reading.files);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const personId = known
          ? await this.register(tx, actor, reading, known, input.allowDuplicate)
          : await this.own(tx, actor, reading, input);
        const categories = told(reading, checked);
        const draftId = await this.draft(tx, actor, personId, reading, categories);
        await this.files.keep(tx, actor, { personId, draftId }, checked);
        const hash = createHash('sha256').update(input.bundle).digest();
        await this.disclosures.record(tx, actor, {
          ...{ personId, fromAgencyId: null, from: provider, toAgencyId: actor.agencyId, consentIds: [] },
          ...{ purpose: reading.purpose ?? 'intake', categories: brought(reading, checked) },
          ...{ method: 'received', medium: 'fhir', obtained: input.obtained },
          ...{ referralId: draftId, lineId: null, contentHash: hash },
        });
        await this.audit.record(tx, actor, {
          action: 'exchange.take_in',
          objectType: 'referral',
          objectId: draftId,
          subjectId: personId,
          ownerAgencyId: actor.agencyId,
          // Which file it was can be shown by whoever still has it; what it says stands in the record alone.
          details: {
            ...{ categories, registered: known !== null, files: checked.length, file: hash.toString('hex') },
            ...(input.allowOtherBirthDate ? { otherBirthDate: true } : {}),
          },
        });
        return draftId;
      }),
    );
  }

  private async draft(
    tx: Tx,
    actor: Member,
    personId: string,
    reading: BundleReading,
    categories: DataCategory[],
  ): Promise<string> {
    const { type, purpose, urgency, services, request, particulars } = reading;
    const draftId = await this.drafts.open(tx, actor, personId, {
      type,
      purpose: type && purpose && typeRow(type).purposes.includes(purpose) ? purpose : null,
      urgency,
      services: [...new Set(services)],
      categories,
      request,
    });
    const draft = await tx.findOneByOrFail(Referral, { id: draftId });
    if (Object.keys(particulars).length > 0) await this.particulars.put(tx, draft, particulars);
    return draftId;
  }

  /** One of the own people, whose record stays as it is. @throws {NotFound} @throws {OtherBirthDate} */
  private async own(tx: Tx, actor: Member, { person }: BundleReading, input: BundleIntake): Promise<string> {
    const personId = input.personId!;
    const born = await this.people.birthDateOf(tx, actor, personId);
    if (born !== null && person.birthDate !== null && born !== person.birthDate && !input.allowOtherBirthDate)
      throw new OtherBirthDate(person.birthDate, born);
    return personId;
  }

  private async register(
    tx: Tx,
    actor: Member,
    { rest }: BundleReading,
    known: ReadIdentity,
    allowDuplicate: boolean | undefined,
  ): Promise<string> {
    const sheets = sheetsFrom(rest);
    const { phone, ...contact } = sheets.get('contact') ?? {};
    const id = await this.people.enter(tx, actor, { ...known, phone, allowDuplicate }, contact);
    await this.people.fillSheets(
      tx,
      actor,
      id,
      new Map([...sheets].filter(([category]) => category !== 'contact')),
    );
    return id;
  }
}

interface ReadIdentity {
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string | null;
}

function identityOf({ person }: BundleReading, input: BundleIntake): ReadIdentity {
  return {
    name: input.name?.trim() || person.name,
    kana: input.kana?.trim() || person.kana,
    birthDate: input.birthDate === undefined ? person.birthDate : input.birthDate,
  };
}

/** Who told it. What was typed stands before what the file says; another name has none of the file's address. */
function providerOf({ source }: BundleReading, input: BundleIntake): OutsideParty {
  const name = input.providerName?.trim() || (source?.name ?? '');
  const address = input.providerAddress?.trim() || (name === source?.name ? source.address : '');
  const representative = input.providerRepresentative?.trim();
  return { name, ...(address && { address }), ...(representative && { representative }) };
}

/** @throws {Invalid} naming everything that neither the file nor whoever takes it in has said. */
function requireSaid(provider: OutsideParty, known: ReadIdentity | null): void {
  const missing = [
    ...(!known || known.name ? [] : [['name', '氏名'] as const]),
    ...(!known || known.kana ? [] : [['kana', 'ふりがな'] as const]),
    ...(provider.name ? [] : [['providerName', '提供した機関'] as const]),
  ];
  if (missing.length === 0) return;
  throw new Invalid(
    missing.map(([field, label]) => ({
      field,
      label,
      detail: `ファイルに${label}がありません。入力してください。`,
    })),
  );
}

/** The kinds of data that the draft asks a consent for: what was told and is kept. */
function told({ sections }: BundleReading, files: readonly TakenFile[]): DataCategory[] {
  const kept = sections.filter(({ category, lines }) => isKept(category) && lines.length > 0);
  return inOrder([...kept, ...files.map(({ file }) => file)]);
}

/** The kinds of data that came with the file, kept or not. */
function brought({ sections, files }: BundleReading, taken: readonly TakenFile[]): DataCategory[] {
  const named = files.filter(({ content }) => content !== null);
  const all = inOrder([...sections, ...named, ...taken.map(({ file }) => file)]);
  return all.length > 0 ? all : ['identity'];
}

function inOrder(parts: readonly { readonly category: DataCategory }[]): DataCategory[] {
  return categoryCodes.filter((code) => parts.some(({ category }) => category === code));
}
