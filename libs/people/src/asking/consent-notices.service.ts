import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Database,
  Forbidden,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Stale,
  type Tx,
} from '#libs/platform';
import { currentNotice, noticeVersion, noticeVersions, type NoticeVersion } from './notice.reading.js';
import {
  longestNoticePart,
  noticePartCodes,
  noticeParts,
  type NoticeText,
  type NoticeWords,
} from './notice.words.js';

/** The texts that concern a reader: that of the network, the own one, and which of them is explained. */
export interface NoticeOverview {
  readonly network: readonly NoticeVersion[];
  /** Empty for an agency that never wrote its own. */
  readonly own: readonly NoticeVersion[];
  readonly current: NoticeVersion;
}

/** Whose text somebody keeps: the secretariat that of the network, a manager that of the own agency. */
export function keeperOf({ role, agencyId }: Member): 'network' | { agencyId: string } | undefined {
  if (role === 'secretariat') return 'network';
  return role === 'manager' ? { agencyId } : undefined;
}

/** Keeps what people are told before they decide (説明文). Versions are added; a consent points to the one it rests on. */
@Injectable()
export class ConsentNotices {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** Every version that the actor may see, and the one in use. */
  async overview(actor: Member): Promise<NoticeOverview> {
    return this.db.transaction(actor, async (tx) => ({
      network: await noticeVersions(tx, null),
      own: await noticeVersions(tx, actor.agencyId),
      current: await currentNotice(tx, actor.agencyId),
    }));
  }

  /**
   * One version, also an old one.
   * @throws {NotFound}
   */
  async one(actor: Member, id: string): Promise<NoticeVersion> {
    return this.db.transaction(actor, async (tx) => {
      const version = await noticeVersion(tx, id);
      if (!version) throw new NotFound();
      return version;
    });
  }

  /**
   * Writes a new version; answers its id. What was explained before stays as it was.
   * @throws {Forbidden} @throws {Invalid} @throws {Stale} when somebody else wrote one since.
   */
  async write(actor: Member, text: NoticeText, seenVersion: number, request: OnceKey): Promise<string> {
    const problems = [
      ...problemsOf('standard', '標準', text.standard),
      ...problemsOf('easy', 'やさしい日本語', text.easy),
    ];
    if (problems.length > 0) throw new Invalid(problems);
    return this.add(actor, { ...text, followsNetwork: false }, seenVersion, request);
  }

  /**
   * Lets the own agency explain the text of the network again.
   * @throws {Forbidden} @throws {Stale}
   */
  async followNetwork(actor: Member, seenVersion: number, request: OnceKey): Promise<string> {
    if (keeperOf(actor) === 'network') throw new Forbidden();
    const none = Object.fromEntries(noticePartCodes.map((part) => [part, ''])) as NoticeWords;
    return this.add(actor, { standard: none, easy: none, followsNetwork: true }, seenVersion, request);
  }

  private async add(
    actor: Member,
    text: NoticeText & { followsNetwork: boolean },
    seenVersion: number,
    request: OnceKey,
  ): Promise<string> {
    const keeper = keeperOf(actor);
    if (!keeper) throw new Forbidden();
    const agencyId = keeper === 'network' ? null : keeper.agencyId;
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await lockText(tx, agencyId);
        const [latest] = await noticeVersions(tx, agencyId);
        if ((latest?.version ?? 0) !== seenVersion) throw new Stale(latest?.version ?? 0);
        const id = newId();
        await tx.query(
          `INSERT INTO portal.consent_notice (id, agency_id, version, follows_network, standard, easy, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [
            id,
            agencyId,
            seenVersion + 1,
            text.followsNetwork,
            JSON.stringify(text.standard),
            JSON.stringify(text.easy),
            actor.accountId,
          ],
        );
        await this.audit.record(tx, actor, {
          action: 'consent_notice.write',
          objectType: 'consent_notice',
          objectId: id,
          ownerAgencyId: actor.agencyId,
          details: { version: seenVersion + 1, network: agencyId === null, follows: text.followsNetwork },
        });
        return id;
      }),
    );
  }
}

/** Two writers of one text come one after the other, the first version included. */
async function lockText(tx: Tx, agencyId: string | null): Promise<void> {
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('consent notice ' || coalesce($1, 'network'), 0))`,
    [agencyId],
  );
}

function problemsOf(language: 'standard' | 'easy', name: string, words: NoticeWords) {
  return noticePartCodes
    .filter((part) => words[part].trim() === '' || words[part].length > longestNoticePart)
    .map((part) => ({
      field: `${language}.${part}`,
      label: `${noticeParts[part]}（${name}）`,
      detail: `1文字以上、${longestNoticePart}文字以内で入力してください。`,
    }));
}
