import type { Entry, EntryService } from '../entry/entry.js';
import type { OpeningRules } from '../hours/opening-rules.js';
import { openingText } from '../hours/opening-text.js';

/** One line of an entry in short: 所在地, 青葉県… */
export interface EntryLine {
  readonly label: string;
  readonly text: string;
}

const notThere = '（登録されていません）';

/**
 * What matters of an entry in a few lines: enough to say whether it is right. `kindNames` are the names of the kinds of
 * services by code.
 */
export function entrySummary(entry: Entry, kindNames: ReadonlyMap<string, string>): EntryLine[] {
  const services = entry.services.filter(({ endedOn }) => endedOn === null);
  return [
    { label: '機関名', text: entry.name },
    { label: 'ふりがな', text: entry.kana || notThere },
    ...(entry.legalName ? [{ label: '法人名', text: entry.legalName }] : []),
    { label: '所在地', text: addressOf(entry) },
    { label: '電話番号', text: entry.phone ?? notThere },
    { label: 'FAX番号', text: entry.fax ?? notThere },
    ...(entry.url ? [{ label: 'ホームページ', text: entry.url }] : []),
    ...services.map((service) => ({ label: 'サービス', text: serviceText(service, kindNames) })),
    ...entry.windows.map(({ name, forWhat, phone }) => ({
      label: '窓口',
      text: [name, forWhat, phone].filter(Boolean).join('　'),
    })),
  ];
}

function addressOf(entry: Entry): string {
  if (entry.addressHidden) return '（公開しない設定です）';
  return [
    entry.postalCode ? `〒${entry.postalCode.replace(/^(\d{3})(\d{4})$/, '$1-$2')}` : '',
    entry.address ?? notThere,
  ]
    .join(' ')
    .trim();
}

function serviceText(service: EntryService, kindNames: ReadonlyMap<string, string>): string {
  const kind = kindNames.get(service.kind) ?? service.kind;
  const parts = [
    kind,
    service.name && service.name !== kind ? service.name : '',
    service.capacity === null ? '' : `定員${service.capacity}人`,
    hoursText(service),
  ];
  return parts.filter(Boolean).join('　');
}

function hoursText({ opening, closedDays }: EntryService): string {
  if (opening !== null) return openingText(opening as OpeningRules);
  return closedDays ? `定休日 ${closedDays}` : '';
}
