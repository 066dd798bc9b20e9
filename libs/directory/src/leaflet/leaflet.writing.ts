import type { Entry, EntryService, EntryWindow } from '../entry/entry.js';
import type { EntryNames } from '../entry/entry.names.js';
import { textAt } from '../entry/entry.texts.js';
import { shownTo } from '../entry/entry.visibility.js';
import type { LeafletBlock } from './leaflet.block.js';
import { type LeafletField, leafletFieldCodes, leafletFields } from './leaflet.fields.js';

type Text = string | null;

/** The block of an entry with everything that it shows to the public; a leaflet is public. */
export function blockOf(whole: Entry, names: EntryNames): LeafletBlock {
  const entry = shownTo('public', whole);
  return {
    name: entry.name,
    kana: entry.kana,
    type: entry.type,
    typeName: names.types.get(entry.type) ?? entry.type,
    items: leafletFieldCodes.flatMap((field) => {
      const text = writers[field](entry, names)?.trim();
      return text ? [{ field, label: leafletFields[field], text }] : [];
    }),
  };
}

const writers: Readonly<Record<LeafletField, (entry: Entry, names: EntryNames) => Text>> = {
  corporation: ({ legalName }) => legalName,
  description: ({ description }) => description,
  services: (entry, names) => lines(running(entry).map((service) => serviceLine(service, names))),
  support: (entry, names) => perService(entry, names, ({ description }) => description),
  eligibility: (entry, names) =>
    perService(entry, names, ({ eligibility, ageMin, ageMax }) =>
      sentence([eligibility, ages(ageMin, ageMax)]),
    ),
  costs: (entry, names) => perService(entry, names, ({ costs }) => costs),
  wages: (entry, names) => perService(entry, names, wage),
  hours: (entry, names) => perService(entry, names, (service) => hours(service, names)),
  reception: (entry, names) =>
    perService(entry, names, (service) =>
      said(service, names, ['visit', '見学'], ['trial', '体験'], ['training', '実習']),
    ),
  transport: (entry, names) =>
    perService(entry, names, (service) => {
      const { transportNote, mealsNote } = service;
      return sentence([
        noted(said(service, names, ['transport', '送迎']), transportNote),
        noted(said(service, names, ['meals', '食事']), mealsNote),
      ]);
    }),
  apply: (entry, names) => perService(entry, names, ({ howToApply }) => howToApply),
  areas: ({ areasInCharge }, names) => textAt('areasInCharge', areasInCharge, names),
  address: ({ postalCode, address }) =>
    address && (postalCode ? `〒${hyphened(postalCode)} ${address}` : address),
  access: ({ accessNote }) => accessNote,
  barrierFree: ({ barrierFree }, names) => textAt('barrierFree', barrierFree, names),
  phone: ({ phone }) => phone,
  fax: ({ fax }) => fax,
  email: ({ email }) => email,
  url: ({ url }) => url,
  windows: ({ windows }) => lines(windows.map(windowLine)),
  trainees: ({ traineeOffers }) =>
    lines(
      traineeOffers
        .filter(({ reception }) => reception !== 'no')
        .map(({ job, period, places, conditions }) =>
          noted(job, sentence([period, places === null ? null : `${places}人まで`, conditions])),
        ),
    ),
};

/** 就労移行支援「コンパス」（定員20人、主な対象は精神障害、発達障害） */
function serviceLine(service: EntryService, names: EntryNames): Text {
  const { kind, name, capacity, disabilities } = service;
  const served = textAt('services/-/disabilities', disabilities, names);
  const called = (names.kinds.get(kind) ?? kind) + (name ? `「${name}」` : '');
  return noted(called, sentence([capacity ? `定員${capacity}人` : null, served && `主な対象は${served}`]));
}

function wage({ wageMonthly, wageYear }: EntryService): Text {
  if (wageMonthly === null) return null;
  const amount = `月額 ${wageMonthly.toLocaleString('ja-JP')}円`;
  return wageYear === null ? amount : `${amount}（${fiscalYear(wageYear)}）`;
}

function hours(service: EntryService, names: EntryNames): Text {
  if (service.opening) return textAt('services/-/opening', service.opening, names);
  const { hoursNote, closedDays } = service;
  return sentence([
    textAt('services/-/hours', service.hours, names),
    hoursNote,
    closedDays && `休み: ${closedDays}`,
  ]);
}

function windowLine({ name, forWhat, phone, extension, fax, email, hours: open }: EntryWindow): string {
  const ways = [
    phone && `電話 ${phone}${extension ? `（内線 ${extension}）` : ''}`,
    fax && `FAX ${fax}`,
    email,
    open && `受付 ${open}`,
  ];
  return [noted(name, forWhat), ...ways.filter((way) => way)].join('　');
}

function running({ services }: Entry): EntryService[] {
  return services.filter(({ endedOn }) => endedOn === null);
}

/** The same for all services is said once; otherwise each is named. */
function perService(entry: Entry, names: EntryNames, write: (service: EntryService) => Text): Text {
  const told = running(entry).flatMap((service) => {
    const text = write(service);
    return text ? [{ text, kind: names.kinds.get(service.kind) ?? service.kind }] : [];
  });
  if (new Set(told.map(({ text }) => text)).size <= 1) return told[0]?.text ?? null;
  return lines(told.map(({ kind, text }) => `${kind}: ${text}`));
}

function said(
  service: EntryService,
  names: EntryNames,
  ...questions: readonly (readonly ['visit' | 'trial' | 'training' | 'transport' | 'meals', string])[]
): Text {
  return sentence(
    questions.map(([field, label]) => {
      const answer = textAt(`services/-/${field}`, service[field], names);
      return answer && `${label}は${answer}`;
    }),
  );
}

function noted(text: Text, note: Text): Text {
  return text && note ? `${text}（${note}）` : text;
}

function sentence(parts: readonly Text[]): Text {
  return parts.filter((part) => part).join('、') || null;
}

function lines(parts: readonly Text[]): Text {
  return parts.filter((part) => part).join('\n') || null;
}

function ages(from: number | null, to: number | null): Text {
  if (from === null && to === null) return null;
  return `${from === null ? '' : `${from}歳`}から${to === null ? '' : `${to}歳まで`}`.replace(/^から/, '');
}

function hyphened(postalCode: string): string {
  return postalCode.replace(/^(\d{3})(\d{4})$/, '$1-$2');
}

const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', timeZone: 'UTC' });

/** 2024 is 令和6年度. */
function fiscalYear(year: number): string {
  return `${era.format(new Date(Date.UTC(year, 3, 1)))}度`;
}
