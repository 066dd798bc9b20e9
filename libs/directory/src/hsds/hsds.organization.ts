import type { Entry } from '../entry/entry.js';
import { organizationAttributes } from './hsds.attributes.js';
import { contactsOf, phonesOf } from './hsds.contacts.js';
import { partId } from './hsds.ids.js';
import { fullLocation } from './hsds.location.js';
import type { HsdsSurroundings, PublishedEntry } from './hsds.record.js';
import { type HsdsOrganization, said } from './hsds.types.js';
import { mailAddress, webAddress } from './web-address.js';

/** An organization is an agency: the office that people go to, not the corporation that may run dozens of them. */
export function organizationOf(
  { entry, onPage }: PublishedEntry,
  { terms, publicUrl }: HsdsSurroundings,
): HsdsOrganization {
  return said<HsdsOrganization>({
    id: entry.id,
    name: entry.name,
    alternate_name: entry.aliases[0],
    description: entry.description ?? inOneSentence(entry, terms),
    email: mailAddress(entry.email),
    website: webAddress(entry.url),
    uri: onPage ? `${publicUrl}/find/agencies/${entry.id}` : undefined,
  });
}

/** An organization with everything but its services. */
export function fullOrganization(record: PublishedEntry, around: HsdsSurroundings): HsdsOrganization {
  const { entry } = record;
  return said<HsdsOrganization>({
    ...organizationOf(record, around),
    additional_websites: entry.links.flatMap(({ label, url }) => {
      const address = webAddress(url);
      return address ? [{ id: partId(entry.id, `link:${address}`), label, url: address }] : [];
    }),
    contacts: contactsOf(entry),
    phones: phonesOf(entry),
    locations: [fullLocation(entry, around)],
    organization_identifiers: identifiersOf(entry),
    attributes: organizationAttributes(entry, around.terms),
  });
}

/** The standard wants a description, and most sources have none. */
function inOneSentence({ type, area }: Entry, terms: HsdsSurroundings['terms']): string {
  const place = area === null ? '' : `${terms.nameOf(`area:${area}`)}の`;
  return `${place}${terms.nameOf(`type:${type}`)}です。`;
}

function identifiersOf({ id, corporationNumber, officeNumber }: Entry) {
  return [
    ...(corporationNumber
      ? [
          {
            id: partId(id, 'identifier:corporation'),
            identifier_scheme: 'JP-JCN',
            identifier_type: '法人番号',
            identifier: corporationNumber,
          },
        ]
      : []),
    ...(officeNumber
      ? [{ id: partId(id, 'identifier:office'), identifier_type: '事業所番号', identifier: officeNumber }]
      : []),
  ];
}
