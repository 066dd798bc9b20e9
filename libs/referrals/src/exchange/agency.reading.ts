import { cut, type JsonObject, parts, text } from './json.reading.js';

/** The agency that asks, as the file names it. */
export interface ReadAgency {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

/** Reads the agency behind a reference; a name beside the reference will do. */
export function agencyIn(
  organization: JsonObject | undefined,
  reference: JsonObject | undefined,
): ReadAgency | null {
  const name = text(organization, 'name') || text(reference, 'display');
  if (name === '') return null;
  return {
    name: cut(name, 200),
    phone: phoneIn(organization),
    address: addressIn(organization),
  };
}

/** The first telephone number. */
export function phoneIn(of: JsonObject | undefined): string {
  const phone = parts(of, 'telecom').find((one) => text(one, 'system') === 'phone');
  return cut(text(phone, 'value'), 30);
}

/** The first address, in one line. */
export function addressIn(of: JsonObject | undefined): string {
  const [address] = parts(of, 'address');
  const lines = address?.['line'];
  const written = [
    text(address, 'state'),
    text(address, 'city'),
    ...(Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : []),
  ].join('');
  return cut(text(address, 'text') || written, 300);
}
