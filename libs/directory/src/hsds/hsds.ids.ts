import { createHash } from 'node:crypto';
import { v5 as nameId } from 'uuid';

/** The namespace of everything that has an id by its name alone: taxonomies, their terms, units. */
const namespace = 'a7c5e3f2-6d1b-5c84-9e0f-3b7a2d4c6e81';

/** The id of a part that has none of its own: the same part of the same thing always has the same. */
export function partId(of: string, part: string): string {
  return nameId(part, of);
}

/** The id of something that the standard or the profile names. */
export function namedId(name: string): string {
  return nameId(name, namespace);
}

/** Things that stand one to one beside an agency or a service, and can be asked for by their own id. */
type Sibling = 'location' | 'service_at_location';

const masks: Readonly<Record<Sibling, Buffer>> = {
  location: mask('location'),
  service_at_location: mask('service_at_location'),
};

/**
 * The id of the location of an agency, or of a service at it; of that id again the id of the agency or the service. A name
 * would not lead back, and whoever has the id of a location wants to open it.
 */
export function siblingId(id: string, sibling: Sibling): string {
  const octets = Buffer.from(id.replaceAll('-', ''), 'hex');
  const turned = octets.map((octet, at) => octet ^ masks[sibling][at]!);
  const hex = Buffer.from(turned).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Only the last six octets change: version, variant and order in time stay as they are. */
function mask(sibling: Sibling): Buffer {
  return Buffer.concat([Buffer.alloc(10), createHash('sha256').update(sibling).digest().subarray(0, 6)]);
}
