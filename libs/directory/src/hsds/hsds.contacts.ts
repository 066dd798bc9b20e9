import type { Entry, EntryWindow } from '../entry/entry.js';
import { partId } from './hsds.ids.js';
import { type HsdsContact, type HsdsPhone, said } from './hsds.types.js';
import { mailAddress } from './web-address.js';

/** The numbers of the agency as a whole. */
export function phonesOf({ id, phone, fax }: Entry): HsdsPhone[] {
  return [...numbered(id, 'voice', phone), ...numbered(id, 'fax', fax)];
}

/** The windows of an agency: whom to ask for what. They are desks, never persons. */
export function contactsOf({ windows }: Entry): HsdsContact[] {
  return windows.map((window) =>
    said<HsdsContact>({
      id: window.id,
      department: window.name,
      title: window.forWhat,
      email: mailAddress(window.email),
      phones: windowPhones(window),
    }),
  );
}

function windowPhones({ id, phone, extension, fax, hours }: EntryWindow): HsdsPhone[] {
  // The standard has a number for an extension, which would lose the zero in front.
  const isNumber = extension !== null && /^[1-9]\d{0,8}$/.test(extension);
  const words = [extension && !isNumber ? `内線 ${extension}` : '', hours ? `受付時間 ${hours}` : ''];
  const more = said<Partial<HsdsPhone>>({
    extension: isNumber ? Number(extension) : undefined,
    description: words.filter(Boolean).join('、'),
  });
  return [...numbered(id, 'voice', phone, more), ...numbered(id, 'fax', fax)];
}

function numbered(
  of: string,
  type: HsdsPhone['type'],
  number: string | null,
  more: Partial<HsdsPhone> = {},
): HsdsPhone[] {
  return number ? [{ id: partId(of, `phone:${type}`), number, type, ...more }] : [];
}
