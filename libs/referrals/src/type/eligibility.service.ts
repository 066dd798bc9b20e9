import { Injectable } from '@nestjs/common';
import { readEntries, shownTo } from '#libs/directory';
import type { Member } from '#libs/identity';
import { Clock, Database, NotFound, plainSql } from '#libs/platform';
import { PeopleQueries } from '#libs/people';
import { Referral } from '../referral.entity.js';
import { type FullService, fullServicesOf } from '../vacancy-inquiry/full-services.js';
import { type EligibilityWarning, warningsFor } from './eligibility.js';
import { typeRow } from './referral-types.js';

/** What may not fit at one of the recipients. */
export interface RecipientFit {
  readonly agencyId: string;
  readonly agency: string;
  readonly warnings: readonly EligibilityWarning[];
}

/** 対象の事前確認: holds the entry of each recipient against what is known of the person. Nobody else learns of it. */
@Injectable()
export class Eligibility {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleQueries,
    private readonly clock: Clock,
  ) {}

  /** Each recipient of a referral with what may not fit. @throws {NotFound} for everybody but the source. */
  async of(actor: Member, referralId: string): Promise<RecipientFit[]> {
    return this.db.transaction(actor, async (tx) => {
      const referral = await tx.findOne(Referral, { where: { id: referralId } });
      if (!referral || referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
      const lines = await tx.query<{ id: string }[]>(
        'SELECT agency_id AS id FROM portal.referral_line WHERE referral_id = $1 ORDER BY position, agency_id',
        [referralId],
      );
      const entries = await readEntries(
        plainSql(tx),
        lines.map(({ id }) => id),
      );
      const person = await this.people.read(tx, actor.agencyId, referral.personId);
      const written = (category: string, field: string) =>
        person.sheets.find((sheet) => sheet.category === category)?.fields[field] ?? '';
      const fits: RecipientFit[] = [];
      for (const { id } of lines) {
        const whole = entries.get(id);
        if (!whole) continue;
        const entry = shownTo('members', whole);
        const areas = await tx.query<{ name: string }[]>(
          'SELECT name FROM portal.area WHERE code = ANY($1::text[]) ORDER BY code',
          [entry.areasInCharge],
        );
        const warnings = warningsFor(entry, {
          birthDate: person.birthDate,
          address: written('contact', 'address'),
          handbook: written('disability', 'handbook'),
          today: this.clock.today(),
          areas: areas.map(({ name }) => name),
        });
        const usual = referral.type ? typeRow(referral.type).agencyTypes : [];
        const type: EligibilityWarning = {
          code: 'type',
          text: 'この種別の依頼は、ふつうは別の種類の機関に送ります。宛先を確かめてください。',
        };
        const isUnusual = usual.length > 0 && !usual.includes(entry.type);
        if (isUnusual) warnings.push(type);
        const full = await fullServicesOf(tx, id, this.clock.today());
        if (full.length > 0) warnings.push({ code: 'vacancy', text: fullText(full) });
        fits.push({ agencyId: id, agency: entry.name, warnings });
      }
      return fits;
    });
  }
}

/** That there is no room, on whose word and as of when: it may have changed since. */
function fullText(full: readonly FullService[]): string {
  const said = full.map(({ name, asOf, saidBy }) => `${name}（${dayInWords(asOf)} ${saidBy}）`).join('、');
  return `「空きなし」と知らせています: ${said}。空き照会で確かめられます。`;
}

function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
