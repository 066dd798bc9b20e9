import { Injectable } from '@nestjs/common';
import { anonymous, Clock, Database, newId } from '#libs/platform';
import { shownTo } from '../entry/entry.visibility.js';
import { type EntryRows, entryFromRows } from './entry-from-rows.js';
import { type EntryLine, entrySummary } from './entry-summary.js';
import { type Freshness, freshnessOf } from './freshness.js';

/** What the holder of a link sees: the entry to be confirmed, or what has become of it. */
export type ConfirmationLink =
  | { readonly state: 'unknown' | 'ended' }
  | { readonly state: 'confirmed' | 'correcting'; readonly agencyName: string; readonly answeredAt: Date }
  | {
      readonly state: 'waiting';
      readonly agencyId: string;
      readonly agencyName: string;
      readonly freshness: Freshness;
      readonly lines: readonly EntryLine[];
    };

/** What became of an answer; only the first to a link that is still open counts. */
export type LinkOutcome = 'done' | 'answered' | 'ended' | 'unknown';

interface OpenedRow extends EntryRows {
  readonly state: 'waiting' | 'confirmed' | 'correcting' | 'ended';
  readonly answeredAt: string | null;
}

/** The links in the mails: whoever holds one speaks for the agency, once, without signing in. */
@Injectable()
export class ConfirmationLinks {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** What lies behind the link. Looking changes nothing: mail scanners look too. */
  async open(token: string): Promise<ConfirmationLink> {
    return this.db.transaction(anonymous, async (tx) => {
      const [row] = await tx.query<{ opened: OpenedRow | null }[]>(
        'SELECT portal.open_confirmation($1) AS opened',
        [token],
      );
      const opened = row?.opened;
      if (!opened) return { state: 'unknown' };
      if (opened.state === 'ended') return { state: 'ended' };
      const entry = entryFromRows(opened);
      if (opened.state !== 'waiting')
        return { state: opened.state, agencyName: entry.name, answeredAt: new Date(opened.answeredAt!) };
      const kinds = await tx.query<{ code: string; name: string }[]>(
        'SELECT code, name FROM portal.service_kind',
      );
      const names = new Map(kinds.map(({ code, name }) => [code, name]));
      return {
        state: 'waiting',
        agencyId: entry.id,
        agencyName: entry.name,
        freshness: freshnessOf(entry.confirmedOn, this.clock.today()),
        lines: entrySummary(shownTo('members', entry), names),
      };
    });
  }

  /** 「このままで正しい」 */
  async confirm(token: string, origin: { requestId: string; ip: string }): Promise<LinkOutcome> {
    return this.answer(token, null, origin);
  }

  /** 「直すところがある」: what is wrong goes to the agency's desk and the secretariat as a report. */
  async correct(
    token: string,
    words: string,
    origin: { requestId: string; ip: string },
  ): Promise<LinkOutcome> {
    return this.answer(token, words, origin);
  }

  private async answer(
    token: string,
    wrong: string | null,
    { requestId, ip }: { requestId: string; ip: string },
  ): Promise<LinkOutcome> {
    return this.db.transaction(anonymous, async (tx) => {
      const [row] = await tx.query<{ outcome: LinkOutcome }[]>(
        'SELECT portal.answer_confirmation($1, $2, $3, $4, $5, $6) AS outcome',
        [token, wrong, newId(), newId(), requestId, ip],
      );
      return row!.outcome;
    });
  }
}
