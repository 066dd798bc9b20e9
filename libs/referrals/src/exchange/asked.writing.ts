import { purposes } from '#libs/people';
import {
  askedServices,
  attributions,
  type ReasonedVerb,
  reasonsOf,
  referralModes,
  referralTypes,
  results,
} from '../referral.codes.js';
import type { LetterLine } from '../letter/letter.material.js';
import type { ReportRecord } from '../referral-details.queries.js';
import { type LineStatus, lineStatusNames } from '../referral.status.js';
import type { ExchangeMaterial } from './exchange.material.js';
import { hl7, type OwnCodes, priorityOf, requestStatusOf, taskStateOf } from './fhir.codes.js';
import {
  type CodeableConcept,
  type HealthcareService,
  type Reference,
  type ServiceRequest,
  some,
  type Task,
  type TaskOutput,
  urlOf,
} from './fhir.resources.js';
import { type Belonging, partId } from './told.writing.js';

/** The referral itself: what is asked, by whom, how soon. */
export function requestOf(
  { letter, grounds }: ExchangeMaterial,
  belonging: Belonging,
  codes: OwnCodes,
  supportingInfo: readonly Reference[],
): ServiceRequest {
  const { referral, lines, told } = letter;
  const ask = told.sections
    .find(({ category }) => category === 'request')
    ?.lines.find(({ label }) => label === '依頼の内容')?.text;
  const sent = lines.map(({ line }) => line.sentAt).filter((at) => at !== null);
  const authoredOn = sent.length > 0 ? new Date(Math.min(...sent.map(Number))) : referral.createdAt;
  return {
    resourceType: 'ServiceRequest',
    id: referral.id,
    extension: [
      {
        url: codes.extension('referral-mode'),
        valueCodeableConcept: codes.concept('referral-mode', referral.mode, referralModes[referral.mode]),
      },
    ],
    identifier: [codes.number('referral-number', referral.number)],
    status: requestStatusOf(
      referral.status,
      lines.map(({ line }) => line.status),
    ),
    intent: 'order',
    category: referral.purpose
      ? [codes.concept('purpose', referral.purpose, purposes[referral.purpose])]
      : undefined,
    priority: priorityOf(referral.urgency),
    code: referral.type
      ? codes.concept('referral-type', referral.type, referralTypes[referral.type])
      : { text: '連携依頼' },
    orderDetail: some(
      referral.services.map((code) => codes.concept('asked-service', code, askedServices[code])),
    ),
    subject: belonging.patient,
    authoredOn: authoredOn.toISOString(),
    requester: belonging.source,
    performer: some(lines.map((line) => performerOf(letter, line))),
    reasonCode: ask ? [{ text: ask }] : undefined,
    supportingInfo: some(supportingInfo),
    note: some(grounds.map((text) => ({ text: `同意によらない提供の根拠：${text}` }))),
  };
}

function performerOf({ referral }: ExchangeMaterial['letter'], { line, agency }: LetterLine): Reference {
  return referral.services.length > 0
    ? { reference: urlOf(partId(line.id, 'service')), display: agency.name }
    : { reference: urlOf(line.agencyId), display: agency.name };
}

/** What one recipient is asked to do. Nothing where the referral names no services. */
export function servicesOf({ letter }: ExchangeMaterial, codes: OwnCodes): HealthcareService[] {
  const { referral, lines } = letter;
  if (referral.services.length === 0) return [];
  return lines.map(({ line, agency }) => ({
    resourceType: 'HealthcareService',
    id: partId(line.id, 'service'),
    providedBy: { reference: urlOf(line.agencyId), display: agency.name },
    type: referral.services.map((code) => codes.concept('asked-service', code, askedServices[code])),
  }));
}

/** One recipient's part: where it stands, by when it should answer, what came of it. */
export function taskOf(
  { letter }: ExchangeMaterial,
  { line, agency, answer, appointment, interims, reports }: LetterLine,
  belonging: Belonging,
  codes: OwnCodes,
): Task {
  const { referral } = letter;
  const { status, business } = taskStateOf({
    status: line.status,
    suspendedFor: line.suspendedFor,
    hasAppointment: appointment !== null,
    hasInterimReport: interims.length > 0,
  });
  const dueOn = line.dueOn ?? referral.replyBy;
  const owner: Reference = { reference: urlOf(line.agencyId), display: agency.name };
  return {
    resourceType: 'Task',
    id: line.id,
    identifier: line.receiptNumber ? [codes.number('receipt-number', line.receiptNumber)] : undefined,
    basedOn: [belonging.request],
    groupIdentifier: codes.number('referral-number', referral.number),
    status,
    statusReason: reasonOf(line.status, line.reason, line.attribution, codes),
    businessStatus: {
      coding: [
        ...(business ? [codes.coding('business-status', business)] : []),
        codes.coding('line-state', line.status, lineStatusNames[line.status]),
      ],
      text: lineStatusNames[line.status],
    },
    intent: 'order',
    priority: priorityOf(referral.urgency),
    code: { coding: [hl7.fulfill] },
    focus: belonging.request,
    for: belonging.patient,
    executionPeriod: line.startedOn
      ? { start: line.startedOn, end: line.closedAt?.toISOString() }
      : undefined,
    authoredOn: line.sentAt?.toISOString(),
    lastModified: line.changedAt.toISOString(),
    requester: belonging.source,
    owner,
    note: answer?.note
      ? [{ authorReference: owner, time: answer.at.toISOString(), text: answer.note }]
      : undefined,
    restriction: dueOn ? { period: { end: dueOn } } : undefined,
    output: some(reports.flatMap((report) => outputsOf(report, codes))),
  };
}

const endedBy: Partial<Record<LineStatus, readonly ReasonedVerb[]>> = {
  declined: ['decline'],
  redirected: ['redirect'],
  // What the recipient stopped at the source's request ends as cancelled, too.
  cancelled: ['cancel', 'stop'],
  person_declined: ['person_decline'],
  expired: ['expire'],
  failed: ['fail'],
  error: ['mark_error'],
};

function reasonOf(
  status: LineStatus,
  reason: string | null,
  attribution: keyof typeof attributions | null,
  codes: OwnCodes,
): CodeableConcept | undefined {
  if (!reason) return undefined;
  const verbs = endedBy[status] ?? [];
  const name = verbs.map((verb) => reasonsOf(verb)[reason]?.name).find(Boolean);
  return {
    coding: [
      codes.coding('reason', reason, name),
      ...(attribution ? [codes.coding('attribution', attribution, attributions[attribution])] : []),
    ],
    text: name ?? reason,
  };
}

function outputsOf(report: ReportRecord, codes: OwnCodes): TaskOutput[] {
  const texts = [
    ['実施内容', report.done],
    ['残る課題', report.remaining],
    ['今後の役割分担', report.roles],
    ['就職先', report.employer ?? ''],
  ] as const;
  const days = [
    ['就職日', report.employedOn],
    ['次回確認日', report.nextCheckOn],
    ['本人への説明日', report.explainedOn],
  ] as const;
  return [
    {
      type: { text: '結果' },
      valueCodeableConcept: codes.concept('report-result', report.result, results[report.result]),
    },
    ...texts
      .filter(([, text]) => text !== '')
      .map(([label, valueString]) => ({ type: { text: label }, valueString })),
    ...days.flatMap(([label, valueDate]) => (valueDate ? [{ type: { text: label }, valueDate }] : [])),
  ];
}
