/** What the catalogue says of the feed. */
export interface CatalogFacts {
  readonly root: string;
  readonly network: string;
  readonly modified: string | null;
  /** Addresses of the prefectures that it covers. */
  readonly places: readonly string[];
}

/** The licence of what is published here. */
export const dataLicense = {
  name: 'CC-BY-4.0',
  title: 'クリエイティブ・コモンズ 表示 4.0 国際',
  path: 'https://creativecommons.org/licenses/by/4.0/',
} as const;

const media = (type: string) => `https://www.iana.org/assignments/media-types/${type}`;
const japanese = 'http://publications.europa.eu/resource/authority/language/JPN';
// It changes whenever an agency changes its entry.
const continuous = 'http://publications.europa.eu/resource/authority/frequency/CONT';

/** The feed as a catalogue of open data (DCAT-AP), so that catalogues elsewhere can take it over. */
export function dcatCatalog({ root, network, modified, places }: CatalogFacts): object {
  const title = `${network} 就労支援機関オープンデータ`;
  const description =
    '地域の就労支援にかかわる機関とサービス（所在地、連絡先、利用できる日時、対象、定員、空き状況など）。掲載に同意した機関だけを含みます。';
  const publisher = {
    '@type': 'foaf:Agent',
    '@id': `${root}/catalog.jsonld#publisher`,
    'foaf:name': network,
  };
  const common = { 'dct:license': { '@id': dataLicense.path }, 'dct:language': { '@id': japanese } };
  const distribution = (name: string, type: string, path: string, words: string) => ({
    '@type': 'dcat:Distribution',
    '@id': `${root}/catalog.jsonld#${name}`,
    'dct:title': words,
    'dcat:accessURL': { '@id': `${root}${path}` },
    'dcat:downloadURL': { '@id': `${root}${path}` },
    'dcat:mediaType': { '@id': media(type) },
    'dct:conformsTo': { '@id': `${root}/profile` },
    ...common,
  });
  const dataset = {
    '@type': 'dcat:Dataset',
    '@id': `${root}/catalog.jsonld#dataset`,
    'dct:title': title,
    'dct:description': description,
    'dct:publisher': publisher,
    'dct:accrualPeriodicity': { '@id': continuous },
    ...(modified === null ? {} : { 'dct:modified': { '@type': 'xsd:dateTime', '@value': modified } }),
    'dct:spatial': places.map((place) => ({ '@id': place })),
    'dcat:keyword': ['障害者', '就労支援', '社会資源', 'HSDS'],
    'dcat:theme': { '@id': 'http://publications.europa.eu/resource/authority/data-theme/SOCI' },
    'dct:conformsTo': { '@id': `${root}/profile` },
    ...common,
    'dcat:distribution': [
      distribution(
        'services',
        'application/x-ndjson',
        '/services?full=true&format=ndjson',
        'サービス（NDJSON）',
      ),
      distribution(
        'organizations',
        'application/x-ndjson',
        '/organizations?full=true&format=ndjson',
        '機関（NDJSON）',
      ),
      distribution('tables', 'application/zip', '/bulk/hsds.zip', '表（CSV、Data Package）'),
    ],
  };
  const service = {
    '@type': 'dcat:DataService',
    '@id': `${root}/catalog.jsonld#api`,
    'dct:title': 'HSDS 3.1 API',
    'dcat:endpointURL': { '@id': root },
    'dcat:endpointDescription': { '@id': `${root}/openapi.json` },
    'dcat:servesDataset': { '@id': dataset['@id'] },
    ...common,
  };
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@type': 'dcat:Catalog',
    '@id': `${root}/catalog.jsonld`,
    'dct:title': title,
    'dct:description': description,
    'dct:publisher': publisher,
    ...common,
    'dcat:dataset': [dataset],
    'dcat:service': [service],
  };
}
