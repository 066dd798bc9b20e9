import { Injectable } from '@nestjs/common';
import { anonymous, Database, DataKeys, Keys, newId } from '#libs/platform';
import { categoryCodes, type DataCategory } from '#libs/people';
import type { SectionContent, SectionLine } from '../package.content.js';
import { packagePlace } from '../referral-places.js';
import type { OutsideAnswerKind, OutsideState } from './outside.codes.js';
import { outsideAnswerPlace } from './outside-sendings.service.js';
import { hashesOf } from './sealed.token.js';

/** What keeps a link closed: no code yet, a wrong one, too many, the end of its time or of the referral, or a consent that is gone. */
export type ClosedStanding = 'code' | 'wrong' | 'locked' | 'ended' | 'over' | 'unknown' | 'closed';

/** What lies behind a link, as far as consent covers it at this moment. */
export type OpenedLink =
  | { readonly standing: ClosedStanding; readonly triesLeft: number }
  | {
      readonly standing: 'open';
      readonly state: OutsideState;
      readonly number: string;
      readonly source: { readonly name: string; readonly phone: string | null };
      readonly recipient: string;
      readonly mayReport: boolean;
      readonly expiresAt: Date;
      readonly sections: readonly SectionContent[];
      readonly withheld: readonly DataCategory[];
    };

interface WrappedKey {
  readonly subjectId: string;
  readonly kid: string;
  readonly wrapped: string;
  readonly lent?: boolean;
}

/** What the database answers. */
interface Behind {
  standing: ClosedStanding | 'open';
  triesLeft: number;
  state: OutsideState;
  referralId: string;
  packageVersion: number;
  number: string;
  expiresAt: string;
  source: { name: string; phone: string | null };
  recipient: string;
  mayReport: boolean;
  withheld: DataCategory[];
  sections: { category: DataCategory; body: string }[];
  keys: WrappedKey[];
}

/** Packages behind sealed links. Whoever opens them has no account: the link and the code are the key. */
@Injectable()
export class SealedLinks {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly keys: Keys,
  ) {}

  /** How a link stands, without its code. */
  async standing(token: string): Promise<ClosedStanding> {
    return this.db.transaction(anonymous, async (tx) => {
      const { token: hash } = hashesOf(this.keys, { token, code: '' });
      const [door] = await tx.query<{ standing: ClosedStanding }[]>(
        'SELECT standing FROM portal.enter_sealed_link($1, NULL)',
        [hash],
      );
      return door?.standing ?? 'unknown';
    });
  }

  /** Opens the package; each opening goes into the ledger. */
  async open(token: string, code: string): Promise<OpenedLink> {
    return this.db.transaction(anonymous, async (tx) => {
      const hashes = hashesOf(this.keys, { token, code });
      const [row] = await tx.query<{ behind: Behind }[]>('SELECT portal.open_sealed_link($1, $2) AS behind', [
        hashes.token,
        hashes.code,
      ]);
      const behind = row!.behind;
      const { standing, triesLeft } = behind;
      if (standing !== 'open') return { standing, triesLeft };
      const { state, number, source, recipient, mayReport, withheld, expiresAt } = behind;
      const sections = this.unsealed(behind);
      return {
        standing,
        state,
        number,
        source,
        recipient,
        mayReport,
        withheld,
        sections,
        expiresAt: new Date(expiresAt),
      };
    });
  }

  /** Answers through the link; 'done', or what stood in the way. */
  async answer(
    token: string,
    code: string,
    said: { kind: OutsideAnswerKind; text: string; by: string },
  ): Promise<ClosedStanding | 'done' | 'answered'> {
    return this.db.transaction(anonymous, async (tx) => {
      const hashes = hashesOf(this.keys, { token, code });
      const [row] = await tx.query<{ door: { standing: ClosedStanding | 'open' } & Partial<WrappedKey> }[]>(
        'SELECT portal.sealed_link_key($1, $2) AS door',
        [hashes.token, hashes.code],
      );
      const { standing, subjectId, kid, wrapped } = row!.door;
      if (standing !== 'open') return standing;
      const id = newId();
      const key = this.dataKeys.unwrap({
        subject_id: subjectId!,
        kid: kid!,
        wrapped: Buffer.from(wrapped!, 'base64'),
      });
      const body = key.seal(outsideAnswerPlace(id), JSON.stringify({ text: said.text, by: said.by }));
      const [outcome] = await tx.query<{ outcome: ClosedStanding | 'done' | 'answered' }[]>(
        'SELECT portal.answer_sealed_link($1, $2, $3, $4, $5, $6) AS outcome',
        [hashes.token, hashes.code, said.kind, id, body, newId()],
      );
      return outcome!.outcome;
    });
  }

  private unsealed({ referralId, packageVersion, sections, keys }: Behind): SectionContent[] {
    const row = ({ subjectId, kid, wrapped }: WrappedKey) => ({
      subject_id: subjectId,
      kid,
      wrapped: Buffer.from(wrapped, 'base64'),
    });
    const own = keys.find(({ lent }) => !lent);
    if (!own) return [];
    const key = this.dataKeys.unwrap(row(own), keys.filter(({ lent }) => lent).map(row));
    return [...sections]
      .sort((a, b) => categoryCodes.indexOf(a.category) - categoryCodes.indexOf(b.category))
      .map(({ category, body }) => ({
        category,
        lines: JSON.parse(
          key.open(packagePlace(referralId, packageVersion, category), Buffer.from(body, 'base64')),
        ) as SectionLine[],
      }));
  }
}
