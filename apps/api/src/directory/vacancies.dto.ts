import { type VacancyState, vacancyStates } from '#libs/directory';
import { Day, OneOf, Text, WholeNumber } from '../http/fields.js';

/** Whether a service has a free place. The number says it; a state alone is enough where nobody counts. */
export class VacancyRequest {
  @WholeNumber({ label: '空き人数', min: 0, max: 9999, optional: true })
  available?: number | null;

  @OneOf(vacancyStates, { label: '空き', optional: true })
  state?: VacancyState | null;

  @Day({ label: '有効期限', optional: true })
  goodUntil?: string | null;

  @Text({ label: '備考', max: 500, min: 0, optional: true })
  note?: string | null;
}
