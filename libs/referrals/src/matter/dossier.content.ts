import type { SheetLine as Line } from './paper.js';

/** Everything that the agency keeps about a person, in words (本人情報の一式). */
export interface Dossier {
  readonly madeOn: string;
  readonly agency: string;
  readonly person: {
    readonly id: string;
    readonly number: number;
    readonly mergedNumbers: readonly number[];
    readonly name: string;
    readonly kana: string;
    readonly birthDate: string | null;
    readonly status: string;
    readonly inCharge: string | null;
    readonly lastContactOn: string | null;
    readonly endedOn: string | null;
    readonly endNote: string | null;
    readonly registeredOn: string;
    readonly formerNames: readonly { readonly name: string; readonly kana: string }[];
  };
  readonly sheets: readonly DossierSheet[];
  readonly ownSheets: readonly DossierSheet[];
  readonly consents: readonly DossierConsent[];
  readonly withdrawals: readonly DossierWithdrawal[];
  readonly referrals: readonly DossierReferral[];
  readonly disclosures: readonly DossierDisclosure[];
  readonly requests: readonly DossierRequest[];
  readonly accesses: readonly DossierAccess[];
  readonly files: readonly DossierFile[];
}

export interface DossierSheet {
  readonly name: string;
  readonly updatedOn: string | null;
  readonly updatedBy: string | null;
  readonly lines: readonly Line[];
}

export interface DossierConsent {
  readonly number: string;
  readonly revision: number;
  readonly state: string;
  readonly decidedOn: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly method: string;
  readonly givenBy: string;
  readonly explainedBy: string;
  readonly note: string | null;
  readonly withdrawnAt: string | null;
  readonly recipients: readonly {
    readonly agency: string;
    readonly purposes: readonly string[];
    readonly categories: readonly string[];
  }[];
}

export interface DossierWithdrawal {
  readonly number: string;
  readonly recordedAt: string;
  readonly scope: string;
  readonly toldBy: string;
}

export interface DossierReferral {
  readonly number: string;
  readonly type: string;
  readonly status: string;
  readonly createdOn: string;
  readonly request: readonly Line[];
  readonly recipients: readonly {
    readonly agency: string;
    readonly status: string;
    readonly sentAt: string | null;
    readonly openedAt: string | null;
    readonly closedAt: string | null;
  }[];
  readonly packages: readonly {
    readonly version: number;
    readonly frozenAt: string;
    readonly sections: readonly { readonly name: string; readonly lines: readonly Line[] }[];
  }[];
  readonly events: readonly {
    readonly at: string;
    readonly what: string;
    readonly by: string;
    readonly note: string | null;
  }[];
  readonly messages: readonly {
    readonly at: string;
    readonly kind: string;
    readonly by: string;
    readonly lines: readonly Line[];
  }[];
  readonly reports: readonly {
    readonly at: string;
    readonly agency: string;
    readonly result: string;
    readonly lines: readonly Line[];
  }[];
}

export interface DossierDisclosure {
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
  readonly categories: readonly string[];
  readonly method: string;
  readonly by: string;
}

export interface DossierRequest {
  readonly number: number;
  readonly kind: string;
  readonly status: string;
  readonly receivedOn: string;
  readonly answeredOn: string | null;
}

export interface DossierAccess {
  readonly at: string;
  readonly name: string;
  readonly agency: string;
  readonly what: string;
}

export interface DossierFile {
  readonly name: string;
  readonly title: string;
  readonly octets: number;
  readonly addedOn: string;
  /** Why it is listed only. */
  readonly missing: string | null;
}
