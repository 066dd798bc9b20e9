import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { eraDay, type Pdf, PdfPress } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, Database, NotFound, type Tx } from '#libs/platform';
import { authorities, consentMethods } from '../consent.codes.js';
import { consentStateNames } from '../consent.status.js';
import { type ConsentRecord, ConsentsQueries, type GrantedRecipient } from '../consents.queries.js';
import { PeopleQueries } from '../people.queries.js';
import { longestYears } from './asking.rules.js';
import { type AskingRecord, AskingsQueries } from './askings.queries.js';
import {
  type FormContent,
  type PaperAgency,
  type PaperCell,
  printForm,
  printReceipt,
  type ReceiptContent,
} from './consent.paper.js';
import { currentNotice, noticeVersion } from './notice.reading.js';

/** A paper, and the name of its file. */
export interface ConsentPaper extends Pdf {
  readonly fileName: string;
}

/** Prints the papers of a consent: the form with its number, and what the person keeps. */
@Injectable()
export class ConsentPrints {
  constructor(
    private readonly db: Database,
    private readonly askings: AskingsQueries,
    private readonly consents: ConsentsQueries,
    private readonly people: PeopleQueries,
    private readonly audit: Audit,
    private readonly press: PdfPress,
    private readonly clock: Clock,
  ) {}

  /**
   * The form of an asking. Before it is put to the person it says that it is a draft.
   * @throws {NotFound}
   */
  async form(actor: Member, askingId: string): Promise<ConsentPaper> {
    const content = await this.db.transaction(actor, async (tx): Promise<FormContent> => {
      const { asking, notice } = await this.askings.read(tx, actor, askingId);
      await this.note(tx, actor, 'consent.form', asking);
      const printedBy = await nameOf(tx, actor);
      return {
        number: asking.number,
        personName: await this.nameOfPerson(tx, actor, asking.personId),
        agency: await agencyOf(tx, actor),
        notice,
        cells: asking.cells.map((cell) => ({ ...cell, mark: '□' as const })),
        printedBy,
        validity: validityOf(asking),
        representative: asking.representative,
        authority: asking.authority,
        explainedBy: asking.askedBy ?? printedBy,
        isDraft: asking.state === 'drafting',
      };
    });
    const pdf = await printForm(this.press, content, this.clock.now(), this.clock.today());
    return { ...pdf, fileName: `${content.number}-form.pdf` };
  }

  /**
   * What the person keeps of a decision.
   * @throws {NotFound}
   */
  async receipt(actor: Member, consentId: string): Promise<ConsentPaper> {
    const consent = await this.consents.one(actor, consentId);
    const content = await this.db.transaction(actor, async (tx): Promise<ReceiptContent> => {
      await this.note(tx, actor, 'consent.receipt', consent);
      const notice = consent.noticeId ? await noticeVersion(tx, consent.noticeId) : undefined;
      const isYes = consent.state !== 'refused';
      return {
        number: consent.revision > 1 ? `${consent.number} 第${consent.revision}版` : consent.number,
        personName: await this.nameOfPerson(tx, actor, consent.personId),
        agency: await agencyOf(tx, actor),
        notice: notice ?? (await currentNotice(tx, actor.agencyId)),
        cells: [...cellsOf(consent.recipients, isYes ? '○' : '×'), ...cellsOf(consent.declined, '×')],
        printedBy: await nameOf(tx, actor),
        state: consentStateNames[consent.state],
        decidedOn: consent.decidedOn,
        validFrom: consent.validFrom,
        lastDay: isYes ? lastDayOf(consent) : null,
        decider: deciderOf(consent),
        assent: consent.assent,
        method: consentMethods[consent.method],
        explainedBy: consent.explainedBy,
      };
    });
    const pdf = await printReceipt(this.press, content, this.clock.now(), this.clock.today());
    return { ...pdf, fileName: `${consent.number}-receipt.pdf` };
  }

  private async nameOfPerson(tx: Tx, actor: Member, personId: string): Promise<string> {
    const name = (await this.people.namesOf(tx, actor.agencyId, [personId])).get(personId);
    if (name === undefined) throw new NotFound();
    return name;
  }

  private async note(
    tx: Tx,
    actor: Member,
    action: string,
    { id, personId }: { id: string; personId: string },
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: action === 'consent.form' ? 'consent_asking' : 'consent',
      objectId: id,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
    });
  }
}

async function agencyOf(tx: Tx, actor: Member): Promise<PaperAgency> {
  const [agency] = await tx.query<PaperAgency[]>(
    `SELECT name, postal_code AS "postalCode", CASE WHEN NOT address_hidden THEN address END AS address, phone
     FROM portal.agency WHERE id = $1`,
    [actor.agencyId],
  );
  if (!agency) throw new NotFound();
  return agency;
}

async function nameOf(tx: Tx, actor: Member): Promise<string> {
  const [account] = await tx.query<{ name: string }[]>('SELECT name FROM portal.account WHERE id = $1', [
    actor.accountId,
  ]);
  return account?.name ?? '';
}

function validityOf({ validity, validYears, lastDay }: AskingRecord): string {
  switch (validity) {
    case 'day':
      return `${eraDay(lastDay)}まで（その日の24時まで）です。`;
    case 'years':
      return `同意した日から${validYears}年間です。`;
    case 'support':
      return `この機関の支援が終わるまでです。長くても${longestYears}年間で、続けるときはもう一度おたずねします。`;
  }
}

/** The last day of a consent, which a lapse may bring forward. */
function lastDayOf({ validUntil, lapsesOn }: ConsentRecord): string {
  if (!lapsesOn || lapsesOn > validUntil) return validUntil;
  return new Date(Date.parse(`${lapsesOn}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function deciderOf({ givenBy, representative, authority }: ConsentRecord): string {
  if (givenBy === 'person') return '本人';
  return `代理人　${representative ?? ''}${authority ? `（${authorities[authority]}）` : ''}`;
}

function cellsOf(parts: readonly GrantedRecipient[], mark: PaperCell['mark']): PaperCell[] {
  return parts.flatMap(({ agencyId, agencyName, purposes, categories }) =>
    purposes.flatMap((purpose) =>
      categories.map((category) => ({ agencyId, agencyName, purpose, category, mark })),
    ),
  );
}
