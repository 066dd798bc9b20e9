import { Hopeless, type Task } from '#libs/platform';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
// Letters, digits and a few signs: a number goes into the subject of a mail.
const referralNumber = /^[\p{L}\p{N}][\p{L}\p{N}._/ -]{0,39}$/u;

/**
 * The id that a promise carries under this name.
 * @throws {Hopeless} when it carries none.
 */
export function idIn({ payload }: Task, name: string): string {
  const value = payload[name];
  if (typeof value === 'string' && uuid.test(value)) return value;
  throw new Hopeless('payload.malformed');
}

/**
 * The number of a referral, by which people speak of it.
 * @throws {Hopeless} when it carries none.
 */
export function numberIn({ payload }: Task, name: string): string {
  const value = payload[name];
  if (typeof value === 'string' && referralNumber.test(value)) return value;
  throw new Hopeless('payload.malformed');
}
