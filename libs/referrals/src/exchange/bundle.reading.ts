import { categories, categoryCodes, consentStateNames, type DataCategory } from '#libs/people';
import type { SectionContent } from '../package.content.js';
import {
  type AskedService,
  askedServiceCodes,
  type ReferralPurpose,
  referralPurposeCodes,
  type ReferralType,
  referralTypeCodes,
  type Urgency,
} from '../referral.codes.js';
import { longestRequestText, type RequestText } from '../referral.request.js';
import type { Particulars } from '../type/particulars.js';
import { agencyIn, type ReadAgency } from './agency.reading.js';
import { type Entry, hasUnknownMeaning, isAbout, of, referred } from './bundle.entries.js';
import { BundleUnreadable } from './exchange.errors.js';
import { longestBundle, mostEntries } from './exchange.limits.js';
import { urgencyOf } from './fhir.codes.js';
import { filesIn, type ReadFile } from './file.reading.js';
import { linesIn } from './form.reading.js';
import { particularsFrom } from './intake.particulars.js';
import { cut, isObject, type JsonObject, objectIn, part, parts, text } from './json.reading.js';
import { personIn, type ReadPerson } from './person.reading.js';
import type { Unread } from './unread.js';

/** A consent that the file tells of. It is no consent here: what was agreed to elsewhere is asked here again. */
export interface ReadConsent {
  readonly stateName: string;
  readonly decidedOn: string;
  readonly validUntil: string;
  readonly recipients: readonly string[];
  readonly categoryNames: readonly string[];
}

/** What a bundle says, as far as the portal understands it. */
export interface BundleReading {
  readonly number: string;
  readonly source: ReadAgency | null;
  readonly recipients: readonly string[];
  readonly person: ReadPerson;
  readonly type: ReferralType | null;
  readonly purpose: ReferralPurpose | null;
  readonly urgency: Urgency;
  readonly services: readonly AskedService[];
  readonly request: RequestText;
  /** What is told, by kind of data, in the order of the forms. */
  readonly sections: readonly SectionContent[];
  /** The same without what fills the fields of the referral's type, and that. */
  readonly rest: readonly SectionContent[];
  readonly particulars: Particulars;
  readonly consents: readonly ReadConsent[];
  readonly files: readonly ReadFile[];
  readonly unread: readonly Unread[];
}

/** Kinds of entries of which something is read; the others are named as unread. */
const readKinds = [
  ...['ServiceRequest', 'Patient', 'Task', 'Organization', 'HealthcareService', 'Consent'],
  ...['QuestionnaireResponse', 'DocumentReference', 'Binary'],
];

/**
 * Reads a referral out of a FHIR R4 bundle, ours or another system's.
 * @throws {BundleUnreadable} naming everything without which there is no referral.
 */
export function readBundle(content: string): BundleReading {
  const entries = entriesIn(content);
  const request = requestIn(entries);
  const patient = patientIn(entries, request);
  refuseUnknownMeaning([request, patient]);
  const unread: Unread[] = [...unknownKinds(entries)];
  const sections = sectionsIn(entries, patient, unread);
  const person = personIn(patient, sections);
  const type = codeIn(part(request, 'code'), 'referral-type', referralTypeCodes, unread, '種別');
  const { particulars, rest } = particularsFrom(type, sections);
  return {
    number: cut(text(parts(request, 'identifier')[0], 'value'), 100),
    source: agencyIn(referred(entries, part(request, 'requester')), part(request, 'requester')),
    recipients: recipientsIn(entries),
    person,
    type,
    purpose:
      parts(request, 'category')
        .map((concept) => codeIn(concept, 'purpose', referralPurposeCodes, unread, '利用目的'))
        .find((code) => code !== null) ?? null,
    urgency: urgencyOf(text(request, 'priority')),
    services: parts(request, 'orderDetail').flatMap(
      (concept) => codeIn(concept, 'asked-service', askedServiceCodes, unread, '依頼する支援') ?? [],
    ),
    request: requestTextIn(request, rest, unread),
    sections: withPersonalFacts(sections, person),
    rest: withPersonalFacts(rest, person),
    particulars,
    consents: of(entries, 'Consent')
      .filter((consent) => isAbout(entries, patient, part(consent, 'patient')))
      .map((consent) => consentIn(entries, consent)),
    files: filesIn(entries, of(entries, 'DocumentReference'), patient, unread),
    unread,
  };
}

function entriesIn(content: string): Entry[] {
  if (content.length > longestBundle)
    throw new BundleUnreadable([`ファイルが大きすぎます（${longestBundle / 1024 / 1024}MB まで）。`]);
  const bundle = objectIn(content);
  if (!bundle)
    throw new BundleUnreadable(['JSON として読み取れません。FHIR の JSON ファイルを選んでください。']);
  if (text(bundle, 'resourceType') !== 'Bundle')
    throw new BundleUnreadable(['FHIR の Bundle ではありません（resourceType が Bundle ではありません）。']);
  const type = text(bundle, 'type');
  if (!['collection', 'document'].includes(type))
    throw new BundleUnreadable([
      `Bundle.type が「${cut(type, 30) || 'なし'}」です。collection か document のファイルを選んでください。`,
    ]);
  const entries = parts(bundle, 'entry');
  if (entries.length === 0) throw new BundleUnreadable(['Bundle に中身がありません（entry がありません）。']);
  if (entries.length > mostEntries)
    throw new BundleUnreadable([`entry が多すぎます（${mostEntries}件まで）。`]);
  return entries.flatMap((entry) => {
    const resource = part(entry, 'resource');
    return resource ? [{ url: text(entry, 'fullUrl'), resource }] : [];
  });
}

/** @throws {BundleUnreadable} unless there is exactly one, and it is no mistake. */
function requestIn(entries: readonly Entry[]): JsonObject {
  const requests = of(entries, 'ServiceRequest');
  const reasons = [
    ...(requests.length === 0 ? ['ServiceRequest（依頼）がありません。'] : []),
    ...(requests.length > 1
      ? [`ServiceRequest（依頼）が${requests.length}件あります。依頼1件ごとのファイルにしてください。`]
      : []),
    ...(text(requests[0], 'status') === 'entered-in-error'
      ? ['この依頼は、誤登録として取り消されています（ServiceRequest.status が entered-in-error）。']
      : []),
    ...(of(entries, 'Patient').length === 0 ? ['Patient（本人）がありません。'] : []),
  ];
  const [request] = requests;
  if (reasons.length > 0 || !request) throw new BundleUnreadable(reasons);
  return request;
}

/** @throws {BundleUnreadable} when the request is about somebody who is not in the file. */
function patientIn(entries: readonly Entry[], request: JsonObject): JsonObject {
  const patient = referred(entries, part(request, 'subject'));
  if (patient && text(patient, 'resourceType') === 'Patient') return patient;
  throw new BundleUnreadable([
    'だれについての依頼か分かりません（ServiceRequest.subject が、ファイルの中の Patient を指していません）。',
  ]);
}

/** A modifier that is not understood may turn the meaning round: such an entry must not be read (FHIR R4, 2.1.0.5). */
function refuseUnknownMeaning(resources: readonly JsonObject[]): void {
  const odd = resources.filter(hasUnknownMeaning);
  if (odd.length > 0)
    throw new BundleUnreadable(
      odd.map(
        (one) => `${text(one, 'resourceType')} に、意味を変える未知の拡張（modifierExtension）があります。`,
      ),
    );
}

function unknownKinds(entries: readonly Entry[]): Unread[] {
  const counts = new Map<string, number>();
  for (const { resource } of entries) {
    const kind = cut(text(resource, 'resourceType'), 50) || '（種類なし）';
    if (!readKinds.includes(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => ({
    what: `${kind}（${count}件）`,
    why: 'この種類の内容は読み取れません。',
  }));
}

function sectionsIn(entries: readonly Entry[], patient: JsonObject, unread: Unread[]): SectionContent[] {
  const found = new Map<DataCategory, SectionContent>();
  for (const form of of(entries, 'QuestionnaireResponse')) {
    const address = text(form, 'questionnaire').split('|', 1)[0] ?? '';
    const code = /\/fhir\/Questionnaire\/([a-z0-9_]+)$/.exec(address)?.[1];
    const category = categoryCodes.find((known) => known === code);
    const what = `QuestionnaireResponse「${cut(category ? categories[category].name : address, 100)}」`;
    if (!category) unread.push({ what, why: 'どの項目にあたるか分からない様式です。' });
    else if (!isAbout(entries, patient, part(form, 'subject')))
      unread.push({ what, why: '別の方についての記入です。' });
    else if (hasUnknownMeaning(form))
      unread.push({ what, why: '意味を変える未知の拡張（modifierExtension）があります。' });
    else if (['in-progress', 'entered-in-error', 'stopped'].includes(text(form, 'status')))
      unread.push({ what, why: '完成していない、または取り消された記入です。' });
    else if (found.has(category))
      unread.push({ what, why: '同じ項目の2件目です。1件目だけを読み取りました。' });
    else found.set(category, { category, lines: linesIn(form, categories[category].name, unread) });
  }
  return categoryCodes.flatMap((code) => found.get(code) ?? []);
}

/** What other systems say of the person elsewhere than in a form of ours. */
function withPersonalFacts(sections: readonly SectionContent[], person: ReadPerson): SectionContent[] {
  const known = new Map(sections.map((section) => [section.category, section]));
  if (!known.has('identity') && person.name)
    known.set('identity', {
      category: 'identity',
      lines: [
        { label: '氏名', text: person.name },
        { label: 'ふりがな', text: person.kana },
        { label: '生年月日', text: person.birthDate ?? '' },
      ].filter((line) => line.text !== ''),
    });
  const contact = [
    { label: '電話番号', text: person.phone },
    { label: '住所', text: person.address },
  ].filter((line) => line.text !== '');
  if (!known.has('contact') && contact.length > 0)
    known.set('contact', { category: 'contact', lines: contact });
  return categoryCodes.flatMap((code) => known.get(code) ?? []);
}

function requestTextIn(
  request: JsonObject,
  sections: readonly SectionContent[],
  unread: Unread[],
): RequestText {
  const lines = sections.find(({ category }) => category === 'request')?.lines ?? [];
  const line = (label: string) => lines.find((candidate) => candidate.label === label)?.text ?? '';
  const others = lines.filter(({ label }) => !['依頼の内容', '本人の意向', 'これまでの経過'].includes(label));
  const said = {
    ask:
      line('依頼の内容') ||
      parts(request, 'reasonCode')
        .map((reason) => text(reason, 'text'))
        .join('\n'),
    wish: line('本人の意向') || text(request, 'patientInstruction'),
    background: [
      line('これまでの経過') ||
        parts(request, 'note')
          .map((note) => text(note, 'text'))
          .join('\n'),
      ...others.map((other) => `【${other.label}】${other.text}`),
    ]
      .filter(Boolean)
      .join('\n'),
  };
  for (const [field, words] of Object.entries(said))
    if (words.length > longestRequestText)
      unread.push({
        what: requestNames[field as keyof RequestText],
        why: `${longestRequestText}文字を超える分は取り込めません。`,
      });
  const fit = (words: string) => cut(words, longestRequestText);
  return { ask: fit(said.ask), wish: fit(said.wish), background: fit(said.background) };
}

const requestNames: Readonly<Record<keyof RequestText, string>> = {
  ask: '依頼の内容',
  wish: '本人の意向',
  background: 'これまでの経過',
};

function recipientsIn(entries: readonly Entry[]): string[] {
  const names = of(entries, 'Task').map((task) => {
    const owner = part(task, 'owner');
    return text(referred(entries, owner), 'name') || text(owner, 'display');
  });
  return [...new Set(names.filter(Boolean).map((name) => cut(name, 200)))];
}

/** One of our codes in a concept; what has another code is named as unread. */
function codeIn<Code extends string>(
  concept: JsonObject | undefined,
  system: string,
  known: readonly Code[],
  unread: Unread[],
  label: string,
): Code | null {
  const codings = parts(concept, 'coding');
  const own = codings.find((coding) => text(coding, 'system').endsWith(`/fhir/CodeSystem/${system}`));
  const code = known.find((candidate) => candidate === text(own, 'code'));
  if (code) return code;
  const words =
    text(concept, 'text') || text(own ?? codings[0], 'display') || text(own ?? codings[0], 'code');
  if (codings.length > 0)
    unread.push({
      what: `${label}「${cut(words, 100)}」`,
      why: '知らないコードです。下書きで選んでください。',
    });
  return null;
}

const consentStates = new Map<string, string>([
  ['draft', '作成中'],
  ['proposed', '確認中'],
  ['active', '同意（有効）'],
  ['rejected', consentStateNames.refused],
  ['inactive', '終了（撤回・期限切れなど）'],
  ['entered-in-error', consentStateNames.error],
]);

function consentIn(entries: readonly Entry[], consent: JsonObject): ReadConsent {
  const provision = part(consent, 'provision');
  const all = [provision, ...parts(provision, 'provision')].filter(isObject);
  const names = all
    .flatMap((one) => parts(one, 'actor'))
    .map((actor) => part(actor, 'reference'))
    .map((reference) => text(referred(entries, reference), 'name') || text(reference, 'display'));
  const classes = all.flatMap((one) => parts(one, 'class'));
  return {
    stateName: consentStates.get(text(consent, 'status')) ?? '不明',
    decidedOn: text(consent, 'dateTime').slice(0, 10),
    validUntil: text(part(provision, 'period'), 'end').slice(0, 10),
    recipients: [...new Set(names.filter(Boolean))].slice(0, 20),
    categoryNames: [...new Set(classes.map(categoryName).filter(Boolean))].slice(0, 50),
  };
}

function categoryName(coding: JsonObject): string {
  const code = categoryCodes.find((known) => known === text(coding, 'code'));
  return code ? categories[code].name : text(coding, 'display');
}
