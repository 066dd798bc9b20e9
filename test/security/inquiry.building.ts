import { newId } from '#libs/platform';
import { dayFromToday } from '../factories/referrals.js';
import type { TestApi } from '../support/api.js';
import type { Party } from './cases.js';

/** Whom each agency asks whether there is room. */
const asks: Readonly<Record<Party, Party>> = {
  sender: 'recipient',
  recipient: 'stranger',
  stranger: 'sender',
};

/** Each agency asks the next one; nobody has answered yet. */
export async function buildInquiries(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
): Promise<Readonly<Record<Party, string>>> {
  const built = {} as Record<Party, string>;
  await api.db.admin(
    `INSERT INTO portal.area (code, level, name) VALUES ('98', 'prefecture', '試験県') ON CONFLICT DO NOTHING`,
  );
  for (const [party, asked] of Object.entries(asks) as [Party, Party][]) {
    const id = newId();
    await api.db.admin(
      `INSERT INTO portal.vacancy_inquiry (id, number, agency_id, service_kind, area_code, age_band, start_month, due_on, created_by)
       SELECT $1, $2, $3, 'b_type', '98', 'from_25', $4, $5, m.account_id FROM portal.membership m WHERE m.agency_id = $3 LIMIT 1`,
      [id, `V8-9${party}`, agencies[party], dayFromToday(40).slice(0, 7), dayFromToday(7)],
    );
    await api.db.admin(
      'INSERT INTO portal.vacancy_answer (id, inquiry_id, source_agency_id, agency_id) VALUES ($1, $2, $3, $4)',
      [newId(), id, agencies[party], agencies[asked]],
    );
    built[party] = id;
  }
  return built;
}
