import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, newId, once, type OnceKey, plainSql, Stale, type Tx } from '#libs/platform';
import { checkedEntry, type EntryWriter } from '../entry/entry.check.js';
import { changesBetween, withChanges } from '../entry/entry.changes.js';
import type { Entry } from '../entry/entry.js';
import { type EntryNames, readEntryNames } from '../entry/entry.names.js';
import { readEntries } from '../entry/entry.reading.js';
import { blankEntry } from '../import/blank-entry.js';
import { type DirectorySettings, readDirectorySettings } from './directory-settings.js';
import { isSecretariat } from './entry.policy.js';
import { applyEntryChange } from './entry-change.recording.js';
import { type ChangeRow, waitingEdits } from './entry-history.queries.js';
import {
  carried,
  type CarriedDraft,
  discardDraft,
  draftContent,
  type EntryDraft,
  readDraft,
  undecided,
  writeDraft,
} from './entry-drafts.js';
import { EntrySubmission, keptEntry, requireKeeper, type Submitted } from './entry-submission.js';

/** An entry with everything that its form needs. */
export interface EntryInEditing {
  readonly entry: Entry;
  /** What stands in the form: the draft, what waits for approval, or the entry itself. */
  readonly mine: Entry;
  readonly draft: (Pick<EntryDraft, 'baseVersion' | 'savedAt'> & Pick<CarriedDraft, 'conflicts'>) | null;
  readonly waiting: ChangeRow | null;
  readonly settings: DirectorySettings;
  readonly names: EntryNames;
}

/** Lets agencies keep their entries, and the secretariat those of all. */
@Injectable()
export class EntryEditing {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly submission: EntrySubmission,
  ) {}

  /**
   * The entry for its form, with the actor's own draft brought onto it.
   * @throws {NotFound} @throws {Forbidden}
   */
  async inEditing(actor: Member, agencyId: string): Promise<EntryInEditing> {
    return this.db.transaction(actor, async (tx) => {
      await requireKeeper(tx, actor, agencyId);
      const sql = plainSql(tx);
      const entry = (await readEntries(sql, [agencyId])).get(agencyId)!;
      const draft = await readDraft(sql, agencyId, actor.accountId);
      const [waiting = null] = isSecretariat(actor) ? [] : await waitingEdits(sql, agencyId);
      const brought = draft && carried(entry, draft);
      return {
        entry,
        mine: brought?.mine ?? (waiting ? withChanges(entry, waiting.changes) : entry),
        draft: draft
          ? { baseVersion: draft.baseVersion, savedAt: draft.savedAt, conflicts: brought!.conflicts }
          : null,
        waiting,
        settings: await readDirectorySettings(sql),
        names: await readEntryNames(sql),
      };
    });
  }

  /**
   * Keeps what is typed, unchecked, for this person alone; answers when it was kept, and which version the entry is by now.
   * @throws {NotFound} @throws {Forbidden} @throws {Invalid}
   */
  async saveDraft(
    actor: Member,
    agencyId: string,
    given: { base: unknown; mine: unknown; baseVersion: number; conflicts?: readonly string[] | null },
  ): Promise<{ savedAt: string; version: number }> {
    return this.db.transaction(actor, async (tx) => {
      await requireKeeper(tx, actor, agencyId);
      const sql = plainSql(tx);
      const entry = (await readEntries(sql, [agencyId])).get(agencyId)!;
      const stored = await readDraft(sql, agencyId, actor.accountId);
      const base = undecided(draftContent(given.base, entry), stored, given.conflicts ?? []);
      const content = { base, mine: draftContent(given.mine, entry) };
      const { baseVersion } = given;
      const place = { agencyId, accountId: actor.accountId, baseVersion };
      return { savedAt: await writeDraft(sql, place, content), version: entry.version };
    });
  }

  /** Throws the actor's draft away. @throws {NotFound} @throws {Forbidden} */
  async discardDraft(actor: Member, agencyId: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await requireKeeper(tx, actor, agencyId);
      await discardDraft(plainSql(tx), agencyId, actor.accountId);
    });
  }

  /**
   * The entry as it would be after this, checked; nothing is kept.
   * @throws {NotFound} @throws {Forbidden} @throws {Invalid}
   */
  async previewed(actor: Member, agencyId: string, given: unknown): Promise<Entry> {
    return this.db.transaction(actor, async (tx) => {
      await requireKeeper(tx, actor, agencyId);
      const entry = (await readEntries(plainSql(tx), [agencyId])).get(agencyId)!;
      return checkedEntry(entry, given, await this.writer(tx, actor));
    });
  }

  /**
   * Hands in what is in the form, seen upon `seenVersion`: made at once, or waiting where the network wants to approve.
   * Answers nothing when nothing has changed. The draft is done with.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {Invalid}
   */
  async handIn(
    actor: Member,
    agencyId: string,
    seenVersion: number,
    { entry: given, note }: { entry: unknown; note?: string | null },
  ): Promise<Submitted | null> {
    return this.db.transaction(actor, async (tx) => {
      const entry = await keptEntry(tx, actor, agencyId);
      if (entry.version !== seenVersion) throw new Stale(entry.version);
      const changes = changesBetween(entry, checkedEntry(entry, given, await this.writer(tx, actor)));
      await discardDraft(plainSql(tx), agencyId, actor.accountId);
      if (changes.length === 0) return null;
      return this.submission.submit(tx, actor, { agencyId, kind: 'edit', changes, note });
    });
  }

  /**
   * A new agency, made by the secretariat; answers its id. It is a member of the network only when somebody is invited.
   * @throws {Invalid}
   */
  async create(actor: Member, given: unknown, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const blank = blankEntry(newId(), '');
        const wanted = checkedEntry(blank, given, await this.writer(tx, actor));
        const sql = plainSql(tx);
        await sql.query('INSERT INTO portal.agency (id, name, type_code) VALUES ($1, $2, $3)', [
          wanted.id,
          wanted.name,
          wanted.type,
        ]);
        const changes = changesBetween(blank, wanted);
        await applyEntryChange(sql, { agencyId: wanted.id, kind: 'created', changes, by: actor });
        await this.audit.record(tx, actor, {
          action: 'entry.created',
          objectType: 'agency',
          objectId: wanted.id,
        });
        return wanted.id;
      }),
    );
  }

  private async writer(tx: Tx, actor: Member): Promise<EntryWriter> {
    const names = await readEntryNames(plainSql(tx));
    return { isSecretariat: isSecretariat(actor), names, today: this.clock.today() };
  }
}
