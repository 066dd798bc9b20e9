/** Who may see a field: everybody, whoever is signed in, or the agency itself and the secretariat. 公開・会員まで・自機関まで. */
export const visibilities = ['public', 'members', 'own'] as const;
export type Visibility = (typeof visibilities)[number];

/** Yes, in part or after asking, no; null where nobody has said. */
export type PartAnswer = 'yes' | 'partly' | 'no' | null;
export type AskAnswer = 'yes' | 'ask' | 'no' | null;

/** One service of an agency, as the agency tells it. */
export interface EntryService {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  /** 定員, people. */
  readonly capacity: number | null;
  /** 主たる対象, codes of disabilities. */
  readonly disabilities: readonly string[];
  readonly eligibility: string | null;
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly costs: string | null;
  /** 工賃・賃金, average in JPY a month. */
  readonly wageMonthly: number | null;
  /** The fiscal year of that average. */
  readonly wageYear: number | null;
  readonly transport: PartAnswer;
  readonly transportNote: string | null;
  readonly meals: PartAnswer;
  readonly mealsNote: string | null;
  readonly howToApply: string | null;
  readonly visit: AskAnswer;
  readonly trial: AskAnswer;
  readonly training: AskAnswer;
  /** Spans by kind of day as a source gave them; `opening` holds the rules. */
  readonly hours: Readonly<Record<string, { from: string; to: string }>>;
  readonly hoursNote: string | null;
  readonly closedDays: string | null;
  /** Opening rules; null is unknown. */
  readonly opening: object | null;
  readonly openingConfirmed: boolean;
  readonly description: string | null;
  readonly plainDescription: string | null;
  readonly endedOn: string | null;
  readonly sort: number;
}

/** Whom to call, for what. 窓口. */
export interface EntryWindow {
  readonly id: string;
  readonly name: string;
  readonly forWhat: string | null;
  readonly phone: string | null;
  readonly extension: string | null;
  readonly fax: string | null;
  readonly email: string | null;
  readonly hours: string | null;
  readonly visibility: Visibility;
  readonly sort: number;
}

/** A job in which trainees are taken. 実習受け入れ. */
export interface EntryTraineeOffer {
  readonly id: string;
  readonly job: string;
  readonly period: string | null;
  readonly places: number | null;
  readonly conditions: string | null;
  readonly insurance: string | null;
  readonly reception: 'yes' | 'ask' | 'no';
  readonly visibility: Visibility;
  readonly sort: number;
}

/** Everything that an agency tells about itself: what is edited, compared, kept in history, imported and published. */
export interface Entry {
  readonly id: string;
  readonly version: number;
  readonly status: 'active' | 'suspended' | 'closed';
  readonly isMember: boolean;
  readonly confirmedOn: string | null;
  readonly updatedOn: string;
  readonly name: string;
  readonly kana: string;
  readonly legalName: string | null;
  readonly aliases: readonly string[];
  readonly formerNames: readonly string[];
  readonly corporationNumber: string | null;
  readonly officeNumber: string | null;
  readonly type: string;
  readonly area: string | null;
  readonly legalRegime: 'private' | 'national' | 'municipal' | 'iaa';
  readonly postalCode: string | null;
  readonly address: string | null;
  readonly addressHidden: boolean;
  readonly accessNote: string | null;
  readonly barrierFree: readonly string[];
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly phone: string | null;
  readonly fax: string | null;
  readonly email: string | null;
  readonly updateEmail: string | null;
  readonly url: string | null;
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly description: string | null;
  readonly plainDescription: string | null;
  readonly statusFrom: string | null;
  readonly statusUntil: string | null;
  readonly statusNote: string | null;
  readonly successorId: string | null;
  /** 管轄・圏域, codes of municipalities. */
  readonly areasInCharge: readonly string[];
  readonly visibility: Readonly<Record<string, Visibility>>;
  readonly services: readonly EntryService[];
  readonly windows: readonly EntryWindow[];
  readonly traineeOffers: readonly EntryTraineeOffer[];
}

/** The parts of an entry that are lists of rows with ids. */
export const entryLists = ['services', 'windows', 'traineeOffers'] as const;
export type EntryList = (typeof entryLists)[number];
