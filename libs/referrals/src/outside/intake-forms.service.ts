import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashOfToken } from '#libs/identity';
import { anonymous, Database, DataKeys, Invalid, Keys, newId, type Place } from '#libs/platform';
import type { AskedService } from '../referral.codes.js';
import type { IntakeAsker } from './outside.codes.js';

/** What somebody writes who asks for support by themselves. */
export interface IntakeForm {
  readonly areaCode: string;
  readonly asker: IntakeAsker;
  readonly services: readonly AskedService[];
  readonly email: string;
  readonly name: string;
  readonly kana: string;
  readonly phone: string;
  readonly askerName: string;
  readonly words: string;
}

/** What is sealed of a request. */
export type IntakeWords = Pick<IntakeForm, 'name' | 'kana' | 'phone' | 'email' | 'askerName' | 'words'>;

/** How the link of a mail stands. */
export type IntakeStanding = 'waiting' | 'done' | 'confirmed' | 'ended' | 'unknown';

/** The event that follows from a form: its mail. */
export const intakeFiled = 'intake.filed';

/** Where the words of a request live. */
export const intakePlace = (id: string): Place => ({ table: 'intake_body', column: 'body', row: id });

/** The token in the mail, derived from the id and the key file: the database keeps its hash alone. */
export function intakeToken(keys: Keys, id: string): string {
  return createHmac('sha256', keys.derive('intake request')).update(id).digest('base64url');
}

/** Takes requests of people who have no account. Nobody sees one before its address is confirmed. */
@Injectable()
export class IntakeForms {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly keys: Keys,
  ) {}

  /** The municipalities in which somebody would see a request. */
  async areas(): Promise<{ code: string; name: string }[]> {
    return this.db.transaction(anonymous, (tx) => tx.query('SELECT code, name FROM portal.intake_areas()'));
  }

  /** Files a request and promises the mail; answers its id, which nobody outside learns. @throws {Invalid} for an area in which nobody would see it. */
  async file(form: IntakeForm): Promise<string> {
    const id = newId();
    const { name, kana, phone, email, askerName, words } = form;
    const { key, kid, wrapped } = this.dataKeys.loose(id);
    const body = key.seal(
      intakePlace(id),
      JSON.stringify({ name, kana, phone, email, askerName, words } satisfies IntakeWords),
    );
    const outcome = await this.db.transaction(anonymous, async (tx) => {
      const [row] = await tx.query<{ outcome: string }[]>(
        'SELECT portal.file_intake($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS outcome',
        [
          id,
          form.areaCode,
          form.asker,
          form.services,
          hashOfToken(intakeToken(this.keys, id)),
          email,
          kid,
          wrapped,
          body,
          newId(),
        ],
      );
      return row?.outcome;
    });
    if (outcome !== 'done')
      throw new Invalid([
        { field: 'areaCode', label: 'お住まいの市区町村', detail: '一覧から選んでください。' },
      ]);
    return id;
  }

  /** Confirms the address when `really`; else only says how the link stands. */
  async confirm(
    token: string,
    really: boolean,
  ): Promise<{ standing: IntakeStanding; number: string | null }> {
    return this.db.transaction(anonymous, async (tx) => {
      const [row] = await tx.query<{ standing: IntakeStanding; number: string | null }[]>(
        'SELECT standing, number FROM portal.confirm_intake($1, $2)',
        [hashOfToken(token), really],
      );
      return row ?? { standing: 'unknown', number: null };
    });
  }
}
