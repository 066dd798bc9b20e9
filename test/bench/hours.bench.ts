import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import OpeningHours from 'opening_hours';
import { type HoursByDay, openAt, osmText, proposeRules } from '#libs/directory';
import { golden } from '../directory/hours/closed-days.golden.js';
import { summary } from '../directory/hours/rules.summary.js';
import { officeRules } from '../factories/opening-rules.js';
import type { Bench, Figure } from './bench.js';

const folder = join(process.env['PORTAL_REAL_DATA'] ?? '../shared/data', 'jp');
const weekday = { from: '09:00', to: '17:00' };
const times = ['平日', '土曜', '日曜', '祝日'] as const;

interface Given {
  readonly text: string;
  readonly count: number;
  readonly hours: HoursByDay;
  readonly remarks: string;
}

/**
 * H1 to H4: texts about closed days. None is read wrongly, and so many are read at all; beside them, what a reader of plain
 * lists of days of the week reads. H5: whether a service is open at a moment, beside an independent reader.
 */
const hours: Bench = {
  async measure() {
    await Promise.resolve();
    const figures = [misread(), ...speed()];
    if (!existsSync(folder)) {
      process.stderr.write(`skipped: ${folder} is not there: how many published texts are read\n`);
      return figures;
    }
    return [
      ...figures,
      ...coverage('H2 closed days read', corpus('closed_days_corpus.tsv'), 0.55, 0.75),
      ...coverage('H3 nth weekdays read', corpus('nth_weekday_examples.tsv'), 0.55, 0.55),
      ...coverage('H4 hours of offices read', offices(), 0.3, 0.3).slice(1),
    ];
  },
};

export default hours;

function misread(): Figure {
  const wrong = golden.filter(([text, says]) => {
    const proposal = proposeRules(text, { weekday });
    return proposal.kind === 'exact' && summary(proposal.rules) !== says;
  });
  return {
    name: `H1 closed days misread, of ${golden.length}`,
    unit: 'count',
    measured: wrong.length,
    baseline: golden.length,
    goal: { of: 'measured', atMost: 0 },
  };
}

function coverage(name: string, given: readonly Given[], atLeast: number, atLeastWeighted: number): Figure[] {
  const share = (isRead: (one: Given) => boolean, weight: (one: Given) => number) => {
    const sum = (list: readonly Given[]) => list.reduce((total, one) => total + weight(one), 0);
    return sum(given.filter(isRead)) / sum(given);
  };
  const isExact = ({ text, hours: spans, remarks }: Given) =>
    proposeRules(text, spans, remarks).kind === 'exact';
  const isKnown = ({ text, hours: spans, remarks }: Given) => {
    const proposal = proposeRules(text, spans, remarks);
    return proposal.kind === 'exact' && proposal.rules.yearly.every(({ does }) => does !== 'unknown');
  };
  const rows: [string, (one: Given) => boolean, (one: Given) => number, number][] = [
    ['distinct', isExact, () => 1, atLeast],
    ['weighted', isExact, ({ count }) => count, atLeastWeighted],
    ['weighted, all dates known', isKnown, ({ count }) => count, 0.1],
  ];
  return rows.map(([what, isRead, weight, goal]) => ({
    name: `${name}, ${what}`,
    unit: 'share',
    measured: share(isRead, weight),
    baseline: share(({ text }) => isPlainList(text), weight),
    goal: { of: 'measured', atLeast: goal },
  }));
}

/** The days of the week and public holidays in a row: what a pattern of one line finds. */
function isPlainList(text: string): boolean {
  return /^(?:(?:[月火水木金土日](?:曜日?)?|祝日?|祝祭日)[・、\s]?)+$/.test(text.normalize('NFKC'));
}

function corpus(file: string): Given[] {
  const lines = readFileSync(join(folder, 'derived', file), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return lines.map((line) => {
    const [count = '', text = ''] = line.split('\t');
    return { text, count: Number(count), hours: { weekday }, remarks: '' };
  });
}

/** The offices of the national files that say anything about hours. */
function offices(): Given[] {
  return ['wam_60_shuro_iko_utf8bom.csv', 'wam_62_shuro_teichaku_utf8bom.csv']
    .flatMap(
      (file) =>
        parse(readFileSync(join(folder, 'wam', file)), { bom: true, columns: true }) as Record<
          string,
          string
        >[],
    )
    .map((row) => {
      const [onWeekdays, saturday, sunday, holiday] = times.map((day) =>
        span(row[`利用可能な時間帯（${day}）`] ?? ''),
      );
      return {
        text: row['定休日'] ?? '',
        count: 1,
        hours: {
          ...(onWeekdays && { weekday: onWeekdays }),
          ...(saturday && { saturday }),
          ...(sunday && { sunday }),
          ...(holiday && { holiday }),
        },
        remarks: row['利用可能曜日特記事項（留意事項）'] ?? '',
      };
    })
    .filter(({ text, hours: spans }) => text !== '' || Object.keys(spans).length > 0);
}

function span(cell: string): { from: string; to: string } | undefined {
  const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(cell) ?? [];
  return from !== undefined && to !== undefined && from < to ? { from, to } : undefined;
}

function speed(): Figure[] {
  const rules = officeRules();
  const other = new OpeningHours(osmText(rules), {
    lat: 35.7,
    lon: 139.7,
    address: { country_code: 'jp', state: '' },
  });
  const moments = Array.from({ length: 2000 }, (_, at) => new Date(Date.UTC(2026, 0, 1, at * 5)));
  const perMoment = (ask: (moment: Date) => unknown) => {
    const began = performance.now();
    for (const moment of moments) ask(moment);
    return ((performance.now() - began) * 1000) / moments.length;
  };
  return [
    {
      name: 'H5 open at a moment',
      unit: 'µs',
      measured: perMoment((moment) => openAt(rules, moment)),
      baseline: perMoment((moment) => other.getState(moment)),
      goal: { of: 'ratio', atMost: 1 },
    },
  ];
}
