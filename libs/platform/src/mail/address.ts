import { AddressRefused } from './mail.errors.js';

const local = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * Exactly one address (addr-spec of RFC 5321 in its dot form) and nothing beside it: no name, no list, no line break by
 * which a second recipient or a header could slip in.
 * @throws {AddressRefused}
 */
export function oneAddress(text: string): string {
  const at = text.lastIndexOf('@');
  const [user, domain] = [text.slice(0, at), text.slice(at + 1)];
  const fits = at > 0 && text.length <= 254 && user.length <= 64 && local.test(user);
  if (!fits || !domain.split('.').every((part) => label.test(part))) throw new AddressRefused();
  return text;
}

/** A sender as people write it: an address, or `名前 <address>`. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/**
 * Reads MAIL_FROM.
 * @throws {AddressRefused}
 */
export function senderFrom(text: string): Sender {
  const [, name, address] = /^([^<>\r\n]*)<([^<>]+)>$/.exec(text.trim()) ?? [];
  if (address === undefined) return { name: '', address: oneAddress(text.trim()) };
  return { name: (name ?? '').trim().replace(/^"(.*)"$/, '$1'), address: oneAddress(address) };
}

/** The part behind the @, by which the portal signs its Message-IDs. */
export function domainOf(sender: Sender): string {
  return sender.address.slice(sender.address.lastIndexOf('@') + 1);
}
