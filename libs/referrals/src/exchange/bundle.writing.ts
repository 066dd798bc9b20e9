import { categories, purposes } from '#libs/people';
import { requestOf, servicesOf, taskOf } from './asked.writing.js';
import type {
  ExchangedAgency,
  ExchangedConsent,
  ExchangeMaterial,
  FileContents,
} from './exchange.material.js';
import { hl7, type OwnCodes } from './fhir.codes.js';
import {
  type Bundle,
  type ConsentResource,
  type Organization,
  type Resource,
  some,
  urlOf,
} from './fhir.resources.js';
import { type Belonging, binaryOf, documentOf, partId, patientOf, sectionOf } from './told.writing.js';

/** The entries of a referral in the order in which one reads them: the request, the person, who is asked, what is told. */
export function resourcesOf(
  material: ExchangeMaterial,
  codes: OwnCodes,
  contents: FileContents = new Map(),
): Resource[] {
  const { letter, agencies, consents } = material;
  const { referral, told } = letter;
  const patient = patientOf(material);
  const belonging: Belonging = {
    request: { reference: urlOf(referral.id) },
    patient: { reference: urlOf(patient.id) },
    source: { reference: urlOf(referral.sourceAgencyId), display: letter.source.name },
  };
  const sections = told.sections.map((section) => sectionOf(section, belonging, codes, referral.id));
  const documents = told.files.map((file) => documentOf(file, belonging, codes, contents));
  const binaries = told.files.flatMap((file) => {
    const content = contents.get(file.id);
    return content ? [binaryOf(file, content)] : [];
  });
  const supporting = [...sections, ...documents].map(({ id }) => ({ reference: urlOf(id) }));
  return [
    requestOf(material, belonging, codes, supporting),
    patient,
    ...letter.lines.map((line) => taskOf(material, line, belonging, codes)),
    ...agencies.map((agency) => organizationOf(agency, codes)),
    ...servicesOf(material, codes),
    ...consents.map((consent) => consentOf(consent, material, belonging, codes)),
    ...sections,
    ...documents,
    ...binaries,
  ];
}

/** The file that is handed out. */
export function bundleOf(
  resources: readonly Resource[],
  { id, at, codes }: { id: string; at: Date; codes: OwnCodes },
): Bundle {
  return {
    resourceType: 'Bundle',
    id,
    meta: { lastUpdated: at.toISOString(), security: [hl7.restricted] },
    identifier: codes.number('export', id),
    type: 'collection',
    timestamp: at.toISOString(),
    entry: resources.map((resource) => ({ fullUrl: urlOf(resource.id), resource })),
  };
}

function organizationOf(agency: ExchangedAgency, codes: OwnCodes): Organization {
  const { id, name, phone, fax, address, officeNumber, corporationNumber } = agency;
  return {
    resourceType: 'Organization',
    id,
    identifier: [
      codes.number('agency', id),
      ...(officeNumber ? [codes.number('office-number', officeNumber)] : []),
      ...(corporationNumber ? [codes.number('corporation-number', corporationNumber)] : []),
    ],
    name,
    telecom: some([
      ...(phone ? [{ system: 'phone', value: phone } as const] : []),
      ...(fax ? [{ system: 'fax', value: fax } as const] : []),
    ]),
    address: address ? [{ text: address, country: 'JP' }] : undefined,
  };
}

function consentOf(
  consent: ExchangedConsent,
  { letter }: ExchangeMaterial,
  { patient, source }: Belonging,
  codes: OwnCodes,
): ConsentResource {
  const { referral, lines } = letter;
  const { recipientAgencyId, verifiedOn } = consent;
  const name = lines.find(({ line }) => line.agencyId === recipientAgencyId)?.agency.name;
  const purpose = referral.purpose ?? 'intake';
  return {
    resourceType: 'Consent',
    id: partId(consent.id, recipientAgencyId),
    identifier: [codes.number('consent-number', consent.number)],
    status: consent.status,
    scope: { coding: [hl7.privacy] },
    category: [{ coding: [hl7.disclosure] }],
    patient,
    dateTime: consent.decidedOn,
    // Who decided in the person's place is nobody's business here.
    performer: consent.byPerson ? [patient] : undefined,
    organization: [source],
    policyRule: { coding: [hl7.optIn] },
    verification: [verifiedOn ? { verified: true, verificationDate: verifiedOn } : { verified: false }],
    provision: {
      type: consent.status === 'rejected' ? 'deny' : 'permit',
      period:
        consent.validFrom || consent.validUntil
          ? { start: consent.validFrom ?? undefined, end: consent.validUntil ?? undefined }
          : undefined,
      actor: [
        {
          role: { coding: [hl7.receiver] },
          reference: { reference: urlOf(recipientAgencyId), display: name },
        },
      ],
      purpose: [hl7.careManagement, codes.coding('purpose', purpose, purposes[purpose])],
      class: consent.categories.map((code) => codes.coding('data-category', code, categories[code].name)),
    },
  };
}
