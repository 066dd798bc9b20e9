import type { SectionContent } from '../package.content.js';
import { addressIn, phoneIn } from './agency.reading.js';
import { extensions } from './fhir.codes.js';
import { cut, type JsonObject, parts, text } from './json.reading.js';

/** Who the file is about; what it does not say is empty. */
export interface ReadPerson {
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string | null;
  readonly phone: string;
  readonly address: string;
}

const kanaOnly = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s　]+$/u;

/** Reads the person out of a patient, and out of the form on who they are where that says more. */
export function personIn(patient: JsonObject, sections: readonly SectionContent[]): ReadPerson {
  const names = parts(patient, 'name').filter((name) => text(name, 'use') !== 'old');
  const inScript = (script: string) =>
    names.find((name) =>
      parts(name, 'extension').some(
        (one) => text(one, 'url') === extensions.script && text(one, 'valueCode') === script,
      ),
    );
  const kana = inScript('SYL') ?? names.find((name) => kanaOf(written(name)) !== '');
  const name = inScript('IDE') ?? names.find((one) => one !== kana) ?? kana;
  const line = (label: string) =>
    sections
      .find(({ category }) => category === 'identity')
      ?.lines.find((candidate) => candidate.label === label)?.text;
  return {
    name: cut(line('氏名') ?? written(name), 100),
    kana: kanaOf(line('ふりがな') ?? written(kana)),
    birthDate: dayIn(line('生年月日') ?? text(patient, 'birthDate')),
    phone: phoneIn(patient),
    address: addressIn(patient),
  };
}

function written(name: JsonObject | undefined): string {
  const given = name?.['given'];
  const words = [text(name, 'family'), ...(Array.isArray(given) ? given : [])];
  return (
    text(name, 'text') ||
    words
      .filter((word) => typeof word === 'string' && word !== '')
      .join(' ')
      .trim()
  );
}

/** Half-width kana become full-width; what is no kana is none. */
function kanaOf(words: string): string {
  const kana = words.normalize('NFKC').trim();
  return kanaOnly.test(kana) ? cut(kana, 100) : '';
}

function dayIn(words: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(words)) return null;
  const day = new Date(`${words}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(words) ? words : null;
}
