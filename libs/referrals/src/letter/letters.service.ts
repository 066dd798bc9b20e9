import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Bundle, type PaperSheet, PdfPress, setSheets } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, Database, type Tx } from '#libs/platform';
import { Disclosures } from '#libs/people';
import { eraMoment } from '../ledger/record-paper.js';
import { ReferralLine } from '../referral-line.entity.js';
import { ReferralSight } from '../referral-sight.js';
import { LetterOvertaken, NothingToPrint } from './letter.errors.js';
import { type LetterKind, letterKinds } from './letter.kinds.js';
import type { LetterMaterial } from './letter.material.js';
import { LetterReading } from './letter.reading.js';
import { lettersOf } from './letter.writing.js';

/** A moment changes consents seldom enough for this; whoever meets more tries again. */
const mostTries = 3;

interface Drawn {
  readonly material: readonly LetterMaterial[];
  readonly sheets: readonly PaperSheet[];
}

/**
 * Prints the papers of referrals. Setting takes time, and a consent may end in it: what was set is compared with what may
 * be told in the very transaction that writes it into the ledger, and only then handed out.
 */
@Injectable()
export class Letters {
  constructor(
    private readonly db: Database,
    private readonly reading: LetterReading,
    private readonly sight: ReferralSight,
    private readonly disclosures: Disclosures,
    private readonly press: PdfPress,
    private readonly clock: Clock,
  ) {}

  /**
   * One paper of one referral. The request is a cover alone for a reader to whom nothing of the package is open.
   * @throws {NotFound} for whom the referral does not exist. @throws {NothingToPrint} @throws {LetterOvertaken}
   */
  async print(actor: Member, id: string, kind: LetterKind): Promise<Buffer> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { material, sheets } = await this.db.transaction(actor, (tx) => this.draw(tx, actor, [id], kind));
      if (sheets.length === 0) throw new NothingToPrint(kind);
      const now = this.clock.now();
      const bundle = this.bundle(actor, kind, issuerOf(material), sheets, now);
      const { content } = await setSheets(this.press, bundle, now);
      if (await this.handOver(actor, [id], kind, digestOf(sheets), content)) return content;
    }
    throw new LetterOvertaken();
  }

  /** The request of one referral as it would be printed now, for a file of many, and who prints it. @throws {NotFound} */
  async draft(actor: Member, id: string): Promise<{ sheets: readonly PaperSheet[]; issuer: string }> {
    const { material, sheets } = await this.db.transaction(actor, (tx) =>
      this.draw(tx, actor, [id], 'request'),
    );
    return { sheets, issuer: issuerOf(material) };
  }

  /** Sheets with what stands on every page: who reads them, who printed them when. */
  bundle(actor: Member, kind: LetterKind, issuer: string, sheets: readonly PaperSheet[], now: Date): Bundle {
    const reader = `${issuer}　${actor.accountName}`;
    return {
      title: letterKinds[kind],
      issuer,
      printed: `${eraMoment(now)}　${reader} 印刷`,
      watermark: `${reader}\n${eraMoment(now)}`,
      sheets,
    };
  }

  /**
   * Writes a print down if it still says what may be told, all of it and nothing else; answers whether it does. `told` is
   * the SHA-256 of the sheets that were set.
   * @throws {NotFound}
   */
  async handOver(
    actor: Member,
    ids: readonly string[],
    kind: LetterKind,
    told: Buffer,
    content: Buffer,
  ): Promise<boolean> {
    const hash = createHash('sha256').update(content).digest();
    return this.db.transaction(actor, async (tx) => {
      const { material, sheets } = await this.draw(tx, actor, ids, kind);
      if (!digestOf(sheets).equals(told)) return false;
      for (const one of material) await this.note(tx, actor, kind, one, hash);
      return true;
    });
  }

  private async draw(tx: Tx, actor: Member, ids: readonly string[], kind: LetterKind): Promise<Drawn> {
    const byId = new Map<string, LetterMaterial>();
    await this.sight.hold(tx, actor, ids);
    for (const id of [...ids].sort()) byId.set(id, await this.reading.gather(tx, actor, id));
    const material = ids.flatMap((id) => byId.get(id) ?? []);
    const today = this.clock.today();
    return { material, sheets: material.flatMap((one) => lettersOf(kind, one, today)) };
  }

  private async note(
    tx: Tx,
    actor: Member,
    kind: LetterKind,
    { referral, side, lines, told, consents }: LetterMaterial,
    contentHash: Buffer,
  ): Promise<void> {
    const shown = kind === 'request' ? told.sections.map(({ category }) => category) : [];
    const line = lines.findLast((one) => one.line.packageVersion !== null)?.line;
    await this.sight.recordReading(tx, actor, referral, 'package.print', { kind, categories: shown });
    if (side === 'source' || shown.length === 0 || !line) return;
    if (line.open(this.clock.now()))
      await tx.update(ReferralLine, { id: line.id }, { firstOpenedAt: line.firstOpenedAt });
    const printed = new Map(shown.map((code) => [code, consents.get(code) ?? []]));
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: referral.sourceAgencyId,
      toAgencyId: line.agencyId,
      consentIds: [...new Set([...printed.values()].flat())],
      purpose: referral.purpose ?? 'intake',
      categories: shown,
      method: await this.disclosures.methodOfPrint(tx, line.id, printed),
      medium: 'pdf',
      referralId: referral.id,
      lineId: line.id,
      contentHash,
    });
  }
}

/** What was set, as a number to compare by. */
export function digestOf(sheets: readonly PaperSheet[]): Buffer {
  return createHash('sha256').update(JSON.stringify(sheets)).digest();
}

/** The reader is one of the two sides. */
function issuerOf(material: readonly LetterMaterial[]): string {
  const names = material.map(({ side, source, lines }) =>
    side === 'source' ? source.name : (lines[0]?.agency.name ?? ''),
  );
  return names.find((name) => name !== '') ?? '';
}
