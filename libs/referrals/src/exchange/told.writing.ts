import { createHash } from 'node:crypto';
import { v5 as nameId } from 'uuid';
import { isUsable } from '#libs/platform';
import { attachmentKinds, categories, type DataCategory, fieldsOf } from '#libs/people';
import type { FileContent, SectionContent, SectionLine } from '../package.content.js';
import type { ExchangeMaterial, FileContents } from './exchange.material.js';
import { extensions, type OwnCodes } from './fhir.codes.js';
import {
  type Binary,
  type DocumentReference,
  type HumanName,
  type Patient,
  type QuestionnaireItem,
  type QuestionnaireResponse,
  type Reference,
  some,
  urlOf,
} from './fhir.resources.js';

/** To whom and to what everything told belongs. */
export interface Belonging {
  readonly request: Reference;
  readonly patient: Reference;
  readonly source: Reference;
}

/** An id that follows from another: the same part of the same referral is the same entry in every bundle. */
export function partId(of: string, part: string): string {
  return nameId(part, of);
}

/** The person, as far as the reader may know who they are. An id of the referral's own: two referrals do not show that they are about one person. */
export function patientOf({ letter }: ExchangeMaterial): Patient {
  const { referral, told } = letter;
  const line = (category: DataCategory, label: string) =>
    told.sections
      .find((section) => section.category === category)
      ?.lines.find((candidate) => candidate.label === label)?.text;
  const [name, kana, born] = [
    line('identity', '氏名'),
    line('identity', 'ふりがな'),
    line('identity', '生年月日'),
  ];
  const phone = line('contact', labelOf('contact', 'phone'));
  const address = line('contact', labelOf('contact', 'address'));
  return {
    resourceType: 'Patient',
    id: partId(referral.id, 'patient'),
    name: name ? namesOf(name, kana) : [masked],
    telecom: phone ? [{ system: 'phone', value: phone }] : undefined,
    birthDate: born && /^\d{4}-\d{2}-\d{2}$/.test(born) ? born : undefined,
    address: address ? [{ text: address }] : undefined,
  };
}

/** Said and not left out: whoever reads it must not take it for a person without a name. */
const masked: HumanName = { extension: [{ url: extensions.absent, valueCode: 'masked' }] };

function namesOf(name: string, kana: string | undefined): HumanName[] {
  const inScript = (text: string, script: 'IDE' | 'SYL'): HumanName => {
    const [family, given, ...others] = text.split(/[\s　]+/u).filter(Boolean);
    const isPlain = family !== undefined && given !== undefined && others.length === 0;
    return {
      extension: [{ url: extensions.script, valueCode: script }],
      use: 'official',
      text,
      ...(isPlain ? { family, given: [given] } : {}),
    };
  };
  return [inScript(name, 'IDE'), ...(kana ? [inScript(kana, 'SYL')] : [])];
}

/** What is told of one kind of data: a filled-in form, label by label. */
export function sectionOf(
  { category, lines }: SectionContent,
  belonging: Belonging,
  codes: OwnCodes,
  referralId: string,
): QuestionnaireResponse {
  const seen = new Map<string, number>();
  const items = lines.map((line): QuestionnaireItem => {
    const code = linkOf(category, line);
    const nth = (seen.get(code) ?? 0) + 1;
    seen.set(code, nth);
    const linkId = nth === 1 ? `${category}.${code}` : `${category}.${code}.${nth}`;
    return { linkId, text: line.label, answer: [{ valueString: line.text }] };
  });
  return {
    resourceType: 'QuestionnaireResponse',
    id: partId(referralId, category),
    basedOn: [belonging.request],
    questionnaire: codes.questionnaire(category),
    status: 'completed',
    subject: belonging.patient,
    author: belonging.source,
    item: [{ linkId: category, text: categories[category].name, item: some(items) }],
  };
}

const otherLinks: Readonly<Record<string, string>> = {
  氏名: 'name',
  ふりがな: 'kana',
  生年月日: 'birthDate',
  依頼の内容: 'ask',
  本人の意向: 'wish',
  これまでの経過: 'background',
};

/** The code of a label, where the forms of the portal have one. */
function linkOf(category: DataCategory, { label }: SectionLine): string {
  const field = fieldsOf(category).find(({ name }) => name === label);
  if (field) return field.code;
  return (category === 'identity' || category === 'request' ? otherLinks[label] : undefined) ?? 'other';
}

function labelOf(category: DataCategory, code: string): string {
  return fieldsOf(category).find((field) => field.code === code)?.name ?? '';
}

/** A file of the package: what it is and which octets it has; the octets themselves only where they go along. */
export function documentOf(
  file: FileContent,
  belonging: Belonging,
  codes: OwnCodes,
  contents: FileContents,
): DocumentReference {
  const content = contents.get(file.id);
  return {
    resourceType: 'DocumentReference',
    id: file.id,
    identifier: [codes.number('attachment', file.id)],
    status: 'current',
    docStatus: isUsable(file.state) ? 'final' : 'preliminary',
    type: codes.concept('attachment-kind', file.kind, attachmentKinds[file.kind].name),
    category: [codes.concept('data-category', file.category, categories[file.category].name)],
    subject: belonging.patient,
    author: [belonging.source],
    description: file.words || undefined,
    content: [
      {
        attachment: {
          // FHIR R4 has SHA-1 in `hash`; what the package was frozen with is SHA-256.
          extension: [{ url: codes.extension('sha-256'), valueBase64Binary: file.hash.toString('base64') }],
          contentType: file.contentType,
          url: content && urlOf(partId(file.id, 'content')),
          size: file.octets,
          hash: content && createHash('sha1').update(content).digest('base64'),
        },
      },
    ],
    context: { related: [belonging.request] },
  };
}

/** The octets of a file. */
export function binaryOf(file: FileContent, content: Buffer): Binary {
  return {
    resourceType: 'Binary',
    id: partId(file.id, 'content'),
    contentType: file.contentType,
    securityContext: { reference: urlOf(file.id) },
    data: content.toString('base64'),
  };
}
