import {
  categories,
  categoryCodes,
  type DataCategory,
  disclosureMedia,
  disclosureMethods,
  obtainedFrom,
  type Purpose,
  purposeCodes,
  purposes,
} from '#libs/people';
import {
  type AgencyFacts,
  basisText,
  erasureText,
  type HistoryLook,
  type HistoryProvision,
  type LedgerRow,
  type LookAction,
  lookActionCodes,
  lookActions,
  type ProvisionHistory,
} from '#libs/referrals';
import { pageOf } from '../http/page.view.js';
import { ShowsDay, ShowsFlag, ShowsId, ShowsMoment, ShowsText, ShowsView } from '../http/view.js';

/** An agency as it was when something was told. */
export class AgencyFactsView {
  @ShowsText() name!: string;
  @ShowsText({ nullable: true }) address!: string | null;
  @ShowsText({ nullable: true }) representative!: string | null;
}

/** A row of the ledger, as Articles 29 and 30 want it. */
export class LedgerRowView {
  @ShowsId() id!: string;
  @ShowsMoment() at!: string;
  @ShowsView(() => AgencyFactsView) provider!: AgencyFactsView;
  @ShowsView(() => AgencyFactsView) recipient!: AgencyFactsView;
  @ShowsId({ nullable: true }) personId!: string | null;
  @ShowsText({ nullable: true }) personName!: string | null;
  @ShowsId({ nullable: true }) referralId!: string | null;
  @ShowsText({ nullable: true }) referralNumber!: string | null;
  @ShowsText({ codes: purposeCodes }) purpose!: Purpose;
  @ShowsText() purposeName!: string;
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsText({ list: true }) categoryNames!: string[];
  @ShowsText() methodName!: string;
  @ShowsText() mediumName!: string;
  @ShowsText() obtainedName!: string;
  @ShowsText() basisText!: string;
  @ShowsFlag() withoutConsent!: boolean;
  @ShowsText() confirmedBy!: string;
  @ShowsText() contentHash!: string;
  @ShowsDay() retainUntil!: string;
  /** What became of it, once the person took it back or it went astray; empty where nobody asked. */
  @ShowsText() erasureText!: string;
}

/** One page of the ledger. */
export class LedgerPageView extends pageOf(() => LedgerRowView) {}

export function presentLedgerRow(row: LedgerRow): LedgerRowView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    provider: facts(row.provider),
    recipient: facts(row.recipient),
    personId: row.personId,
    personName: row.personName,
    referralId: row.referralId,
    referralNumber: row.referralNumber,
    purpose: row.purpose,
    purposeName: purposes[row.purpose],
    categories: [...row.categories],
    categoryNames: row.categories.map((code) => categories[code].name),
    methodName: disclosureMethods[row.method],
    mediumName: disclosureMedia[row.medium],
    obtainedName: obtainedFrom[row.obtained],
    basisText: basisText(row),
    withoutConsent: row.ground !== null,
    confirmedBy: row.confirmedBy,
    contentHash: row.contentHash,
    erasureText: erasureText(row),
    retainUntil: row.retainUntil,
  };
}

function facts({ name, address, representative }: AgencyFacts): AgencyFactsView {
  return { name, address: address ?? null, representative: representative ?? null };
}

/** What was told, to whom, on what it rested. */
export class HistoryProvisionView {
  @ShowsId() id!: string;
  @ShowsMoment() at!: string;
  @ShowsText() fromName!: string;
  @ShowsText() toName!: string;
  @ShowsText() byName!: string;
  @ShowsText({ codes: purposeCodes }) purpose!: Purpose;
  @ShowsText() purposeName!: string;
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsText() methodName!: string;
  @ShowsText() mediumName!: string;
  @ShowsText() basisText!: string;
  @ShowsFlag() withoutConsent!: boolean;
  @ShowsFlag() consentWithdrawn!: boolean;
  @ShowsFlag() misdirected!: boolean;
  @ShowsId({ nullable: true }) referralId!: string | null;
  @ShowsText({ nullable: true }) referralNumber!: string | null;
}

/** Somebody who looked, or who was refused. */
export class HistoryLookView {
  @ShowsMoment() at!: string;
  @ShowsText({ nullable: true }) agencyName!: string | null;
  @ShowsText() byName!: string;
  @ShowsText({ codes: lookActionCodes }) action!: LookAction;
  @ShowsText() actionName!: string;
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsText({ nullable: true }) referralNumber!: string | null;
}

/** Everything that was told and seen of a person. */
export class ProvisionHistoryView {
  @ShowsId() personId!: string;
  @ShowsView(() => HistoryProvisionView, { list: true }) provisions!: HistoryProvisionView[];
  @ShowsView(() => HistoryLookView, { list: true }) looks!: HistoryLookView[];
  @ShowsView(() => HistoryLookView, { list: true }) refused!: HistoryLookView[];
  /** Whether there are older entries than those that are listed. */
  @ShowsFlag() provisionsCut!: boolean;
  @ShowsFlag() looksCut!: boolean;
}

export function presentHistory(history: ProvisionHistory): ProvisionHistoryView {
  return {
    personId: history.personId,
    provisions: history.provisions.map(presentProvision),
    looks: history.looks.map(presentLook),
    refused: history.refused.map(presentLook),
    provisionsCut: history.provisionsCut,
    looksCut: history.looksCut,
  };
}

function presentProvision(told: HistoryProvision): HistoryProvisionView {
  return {
    id: told.id,
    at: told.at.toISOString(),
    fromName: told.fromName,
    toName: told.toName,
    byName: told.byName,
    purpose: told.purpose,
    purposeName: purposes[told.purpose],
    categories: [...told.categories],
    methodName: disclosureMethods[told.method],
    mediumName: disclosureMedia[told.medium],
    basisText: basisText(told),
    withoutConsent: told.ground !== null,
    consentWithdrawn: told.consentWithdrawn,
    misdirected: told.misdirected,
    referralId: told.referralId,
    referralNumber: told.referralNumber,
  };
}

function presentLook(look: HistoryLook): HistoryLookView {
  return {
    at: look.at.toISOString(),
    agencyName: look.agencyName,
    byName: look.byName,
    action: look.action,
    actionName: lookActions[look.action],
    categories: [...look.categories],
    referralNumber: look.referralNumber,
  };
}
