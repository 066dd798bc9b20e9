import { Injectable } from '@nestjs/common';
import { hashOfToken } from '#libs/identity';
import { anonymous, Database, newId } from '#libs/platform';
import type { LeafletBlock } from './leaflet.block.js';
import type { LeafletField } from './leaflet.fields.js';

/** Whether a link can still be used: else it was, or the edition was cancelled or is over, or a newer mail replaced it. */
export type ProofStanding = 'open' | 'answered' | 'cancelled' | 'over' | 'replaced';

/** A proof as whoever holds its link sees it. */
export interface OpenProof {
  readonly id: string;
  readonly title: string;
  readonly networkName: string;
  readonly issuer: string;
  readonly contact: string;
  readonly issuedOn: string;
  readonly answerBy: string;
  readonly block: LeafletBlock;
  readonly proposed: readonly LeafletField[];
  readonly standing: ProofStanding;
  readonly answer: ProofAnswer['answer'] | null;
  readonly answeredAt: Date | null;
  readonly mayWithdraw: boolean;
}

/** What an agency says to its proof. */
export type ProofAnswer =
  | { readonly answer: 'agreed'; readonly fields: readonly string[]; readonly name: string }
  | { readonly answer: 'correction'; readonly words: string; readonly name: string }
  | { readonly answer: 'refused'; readonly name: string };

/** Where an answer came from, for the audit. */
interface Source {
  readonly requestId: string;
  readonly ip: string;
}

/**
 * Proofs behind the links of mails. Who answers needs no account: the link is the key, it opens this one block and works
 * for one answer.
 */
@Injectable()
export class OpenProofs {
  constructor(private readonly db: Database) {}

  /** The proof behind a token, if there is one. */
  async find(token: string): Promise<OpenProof | undefined> {
    const [proof] = await this.db.read<OpenProof & Record<string, unknown>>(
      anonymous,
      {
        name: 'leaflet.open_proof',
        sql: `SELECT id, title, network_name AS "networkName", issuer, contact, issued_on::text AS "issuedOn",
                answer_by::text AS "answerBy", block, proposed, standing, answer, answered_at AS "answeredAt",
                may_withdraw AS "mayWithdraw"
              FROM portal.leaflet_proof_by_token($1)`,
      },
      [hashOfToken(token)],
    );
    return proof;
  }

  /** Answers; 'done', or what stood in the way: whoever was quicker, or the end of the edition. */
  async answer(
    token: string,
    answer: ProofAnswer,
    source: Source,
  ): Promise<ProofStanding | 'done' | 'unknown'> {
    return this.db.transaction(anonymous, async (tx) => {
      const [said] = await tx.query<{ outcome: ProofStanding | 'done' | 'unknown' }[]>(
        'SELECT portal.answer_leaflet_proof($1, $2, $3, $4, $5, $6, $7, $8) AS outcome',
        [
          hashOfToken(token),
          newId(),
          answer.answer,
          answer.answer === 'agreed' ? answer.fields : [],
          answer.name,
          answer.answer === 'correction' ? answer.words : null,
          source.requestId,
          source.ip,
        ],
      );
      return said!.outcome;
    });
  }

  /** Takes back what was agreed to by this link; whether there was anything to take back. */
  async withdraw(token: string, source: Source): Promise<boolean> {
    return this.db.transaction(anonymous, async (tx) => {
      const [said] = await tx.query<{ outcome: string }[]>(
        'SELECT portal.withdraw_by_leaflet_proof($1, $2, $3) AS outcome',
        [hashOfToken(token), source.requestId, source.ip],
      );
      return said!.outcome === 'done';
    });
  }
}
