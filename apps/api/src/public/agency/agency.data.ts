import { type PublicEntry, type Taxonomy, webAddress } from '#libs/directory';

/** The agency and its services as search engines read them (schema.org). Only what the page shows as well. */
export function structuredData({ entry }: PublicEntry, taxonomy: Taxonomy, publicUrl: string): object {
  const url = `${publicUrl}/find/agencies/${entry.id}`;
  const area = entry.area === null ? undefined : taxonomy.areaOf(entry.area);
  const around = area ? taxonomy.around(area) : [];
  const isPublic = entry.legalRegime === 'national' || entry.legalRegime === 'municipal';
  const organization = {
    '@type': isPublic ? 'GovernmentOffice' : 'Organization',
    '@id': `${url}#agency`,
    name: entry.name,
    url,
    ...optional('alternateName', entry.aliases.length > 0 ? entry.aliases : null),
    ...optional('description', entry.description),
    ...optional('telephone', entry.phone),
    ...optional('sameAs', webAddress(entry.url)),
    ...optional(
      'address',
      entry.address && {
        '@type': 'PostalAddress',
        addressCountry: 'JP',
        streetAddress: entry.address,
        ...optional('postalCode', entry.postalCode),
        ...optional('addressLocality', area?.name),
        ...optional('addressRegion', around.find(({ level }) => level === 'prefecture')?.name),
      },
    ),
  };
  const services = entry.services
    .filter(({ endedOn }) => endedOn === null)
    .map((service) => ({
      '@type': 'GovernmentService',
      '@id': `${url}#s-${service.id}`,
      name: service.name ?? taxonomy.kindNamed(service.kind)?.name ?? service.kind,
      provider: { '@id': organization['@id'] },
      ...optional('description', service.description),
      ...optional('areaServed', area?.name),
    }));
  return { '@context': 'https://schema.org', '@graph': [organization, ...services] };
}

function optional(name: string, value: unknown): object {
  return value === null || value === undefined || value === '' ? {} : { [name]: value };
}
