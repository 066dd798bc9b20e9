import {
  categories,
  type DataCategory,
  type DisclosureMethod,
  disclosureMethodCodes,
  disclosureMethods,
  type DisclosureRow,
  type Purpose,
  purposeCodes,
  purposes,
  categoryCodes,
} from '#libs/people';
import { ShowsDay, ShowsId, ShowsMoment, ShowsText } from '../http/view.js';

/** One line of the ledger: who was told what, when, on which consent. */
export class DisclosureView {
  @ShowsId() id!: string;
  @ShowsMoment() at!: string;
  @ShowsText() fromAgency!: string;
  @ShowsText() toAgency!: string;
  @ShowsText({ codes: purposeCodes }) purpose!: Purpose;
  @ShowsText() purposeName!: string;
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsText({ list: true }) categoryNames!: string[];
  @ShowsText({ codes: disclosureMethodCodes }) method!: DisclosureMethod;
  @ShowsText() methodName!: string;
  @ShowsText() byName!: string;
  @ShowsId({ nullable: true }) referralId!: string | null;
  @ShowsText({ nullable: true }) referralNumber!: string | null;
  @ShowsId({ list: true }) consentIds!: string[];
  @ShowsDay() retainUntil!: string;
}

export function presentDisclosure(row: DisclosureRow): DisclosureView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    fromAgency: row.fromAgency,
    toAgency: row.toAgency,
    purpose: row.purpose,
    purposeName: purposes[row.purpose],
    categories: row.categories,
    categoryNames: row.categories.map((code) => categories[code].name),
    method: row.method,
    methodName: disclosureMethods[row.method],
    byName: row.byName,
    referralId: row.referralId,
    referralNumber: row.referralNumber,
    consentIds: row.consentIds,
    retainUntil: row.retainUntil,
  };
}
