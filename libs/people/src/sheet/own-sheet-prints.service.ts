import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { eraDay, PdfPress, setSheets } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, Database, Invalid } from '#libs/platform';
import type { DataCategory } from '../data-category.js';
import { PeopleQueries } from '../people.queries.js';
import { type OwnSheetKind, ownSheetForms } from './own-sheet.forms.js';
import { paperOf } from './own-sheet.paper.js';
import { OwnSheetsQueries } from './own-sheets.queries.js';
import { SelfChecks } from './self-checks.service.js';

/** Prints the sheets that belong to the person, whole or in parts. */
@Injectable()
export class OwnSheetPrints {
  constructor(
    private readonly db: Database,
    private readonly sheets: OwnSheetsQueries,
    private readonly checks: SelfChecks,
    private readonly people: PeopleQueries,
    private readonly press: PdfPress,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * The chosen parts as a PDF; all of them when none is named.
   * @throws {NotFound} for another agency's person. @throws {Invalid} for parts of another sheet.
   */
  async print(
    actor: Member,
    personId: string,
    kind: OwnSheetKind,
    parts: readonly DataCategory[],
  ): Promise<Buffer> {
    const all = ownSheetForms[kind].parts.map(({ category }) => category);
    const chosen = parts.length === 0 ? all : all.filter((category) => parts.includes(category));
    if (chosen.length === 0) {
      const detail = 'このシートの部分を選んでください。';
      throw new Invalid([{ field: 'parts', label: '印刷する部分', detail }]);
    }
    const sheet = await this.sheets.record(actor, personId, kind);
    const { owner, checks, printedBy } = await this.db.transaction(actor, async (tx) => {
      const { name, kana, birthDate, number } = await this.people.read(tx, actor.agencyId, personId);
      const [who] = await tx.query<{ account: string; agency: string }[]>(
        `SELECT a.name AS account, g.name AS agency FROM portal.account a, portal.agency g WHERE a.id = $1 AND g.id = $2`,
        [actor.accountId, actor.agencyId],
      );
      await this.audit.record(tx, actor, {
        action: 'own_sheet.print',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
        details: { kind, parts: chosen },
      });
      return {
        owner: { name, kana, birthDate, number, agencyName: who?.agency ?? '' },
        checks: await this.checks.read(tx, personId),
        printedBy: who?.account ?? '',
      };
    });
    const now = this.clock.now();
    const paper = paperOf(sheet, checks, owner, chosen, this.clock.today());
    const { content } = await setSheets(
      this.press,
      {
        title: paper.title,
        issuer: owner.agencyName,
        printed: `${eraDay(this.clock.today())}　${printedBy} 印刷`,
        watermark: null,
        sheets: [paper],
      },
      now,
    );
    return content;
  }
}
