import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countedLists, countedReadings } from '#libs/people';
import { lookActionCodes } from './look-actions.js';

const libs = join(import.meta.dirname, '../../..');
const folders = [
  ...['people', 'referrals', 'identity'].map((name) => join(libs, name, 'src')),
  join(libs, '../apps/api/src/http'),
];
const wordLists = ['look-actions.ts', 'access.words.ts', 'reading-budget.ts'];

/** Acts of reading that show nothing of one person: lists of the agency's work, its settings, and this history itself. */
const ofNobody = [
  'absence.list',
  'check_up.list',
  'cohort.export',
  'cohort.list',
  'cohort.print',
  'cohort.read',
  'emergency.list',
  'erasure.list',
  'erasure.read',
  'figures.read',
  'history.read',
  'intake.list',
  'ledger.export',
  'ledger.read',
  'misdirection.list',
  'person.list',
  'person_pair.list',
  'person_request.list',
  'referral.export',
  'referral.list',
  'retention.list',
  'session.print',
  'session.read',
  'term.list',
  'transition.list',
];

function* sources(): Generator<string> {
  for (const folder of folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && /(?<!\.spec)\.ts$/.test(entry.name) && !wordLists.includes(entry.name))
        yield readFileSync(join(entry.parentPath, entry.name), 'utf8');
}

describe('the acts of looking', () => {
  const written = new Set<string>();
  for (const source of sources())
    for (const [, code] of source.matchAll(/'([a-z_]+\.[a-z_]+)'/g)) written.add(code!);

  it('are those that are written into the audit', () => {
    expect(lookActionCodes.filter((code) => !written.has(code))).toEqual([]);
  });

  it('are all of them: no way of reading is left out of the history of a person', () => {
    const reading = /\.(read|list|print|export|preview|dossier|conversation|calendar|timeline)$/;
    const known: readonly string[] = [...lookActionCodes, ...ofNobody];
    const forgotten = [...written].filter((code) => reading.test(code) && !known.includes(code));
    expect(forgotten).toEqual([]);
  });

  it('all count in the budget of readings', () => {
    const counted: readonly string[] = countedReadings;
    const free = lookActionCodes.filter((code) => code !== 'authz.refused' && !counted.includes(code));
    expect(free).toEqual([]);
  });

  it('that take a list or a paper along count as one or the other', () => {
    const counted: readonly string[] = [...countedReadings, ...countedLists];
    const taking = [...written].filter((code) => /\.(export|print|dossier)$/.test(code));
    expect(taking.length).toBeGreaterThan(5);
    expect(taking.filter((code) => !counted.includes(code))).toEqual([]);
    expect(countedLists.filter((code) => !written.has(code))).toEqual([]);
  });
});
