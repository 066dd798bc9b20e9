import type { DataCategory } from '#libs/people';
import type { LetterMaterial } from '../letter/letter.material.js';
import type { FhirConsentStatus } from './fhir.resources.js';

/** An agency as others know it by its numbers. */
export interface ExchangedAgency {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly fax: string | null;
  readonly officeNumber: string | null;
  readonly corporationNumber: string | null;
}

/** What one consent says about one recipient, for the purpose of the referral. */
export interface ExchangedConsent {
  readonly id: string;
  readonly number: string;
  readonly status: FhirConsentStatus;
  /** When it was decided, or asked while nobody has decided. */
  readonly decidedOn: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly byPerson: boolean;
  /** Whether it stands on paper or was given electronically, and since when. */
  readonly verifiedOn: string | null;
  readonly recipientAgencyId: string;
  readonly categories: readonly DataCategory[];
}

/** Everything that a bundle may say to its reader at one moment. */
export interface ExchangeMaterial {
  /** What the papers would say at this moment: the same answer to the same question. */
  readonly letter: LetterMaterial;
  readonly agencies: readonly ExchangedAgency[];
  readonly consents: readonly ExchangedConsent[];
  /** The articles of the law on which something is told without a consent. */
  readonly grounds: readonly string[];
}

/** The content of a file that goes along. */
export type FileContents = ReadonlyMap<string, Buffer>;
