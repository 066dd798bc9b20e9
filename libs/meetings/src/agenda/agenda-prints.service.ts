import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { eraDay, PdfPress } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, Database, plainSql } from '#libs/platform';
import { papersOf } from '../paper/papers.queries.js';
import { agendaHead, printAgenda } from './agenda.paper.js';
import { agendaOf } from './agenda.queries.js';

/** Prints 次第 as its reader may see it. */
@Injectable()
export class AgendaPrints {
  constructor(
    private readonly db: Database,
    private readonly press: PdfPress,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * The agenda as a PDF. What is handed out never holds an item for the secretariat alone, unless the secretariat asks for its own copy.
   * @throws {NotFound}
   */
  async print(actor: Member, meetingId: string, { closed }: { closed: boolean }): Promise<Buffer> {
    const { head, items, papers, printedBy } = await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const agenda = await agendaOf(sql, actor, meetingId);
      await this.audit.record(tx, actor, {
        action: 'agenda.print',
        objectType: 'meeting',
        objectId: meetingId,
        details: { closed },
      });
      const [account] = await sql.query<{ name: string }>('SELECT name FROM portal.account WHERE id = $1', [
        actor.accountId,
      ]);
      const shown = agenda.items.filter(({ visibility }) => closed || visibility !== 'secretariat');
      return {
        head: await agendaHead(sql, meetingId),
        items: shown,
        papers: await papersOf(sql, meetingId, closed && agenda.isKeeper),
        printedBy: account?.name ?? '',
      };
    });
    const { content } = await printAgenda(
      this.press,
      head,
      items,
      {
        printed: `${eraDay(this.clock.today())}　${printedBy} 印刷`,
        note: items.some(({ visibility }) => visibility === 'secretariat')
          ? '事務局用（非公開の議題を含む）'
          : '',
        counts: true,
        papersOf: (itemId) =>
          papers
            .filter((paper) => paper.itemId === itemId)
            .map(({ title, versions }) => `${title}${versions[0]?.isLate ? '（当日配布）' : ''}`),
        beside: [],
      },
      this.clock.now(),
    );
    return content;
  }
}
