import { hsdsVersion, officialSchemas, openApiPatch, schemaPatches } from './patches.js';

interface Parameter {
  name: string;
  description: string;
  schema: object;
}

const text = (name: string, description: string, more: object = {}): Parameter => ({
  name,
  description,
  schema: { type: 'string', ...more },
});
const id = (name: string, description: string) => text(name, description, { format: 'uuid' });
const flag = (name: string, description: string): Parameter => ({
  name,
  description,
  schema: { type: 'boolean' },
});
const number = (name: string, description: string, maximum: number): Parameter => ({
  name,
  description,
  schema: { type: 'integer', minimum: 1, maximum },
});

const paging = [
  text(
    'search',
    '文字検索。表記の違い（全角・半角、かな、旧字体など）と言いかえを吸収し、空白で区切ったすべての語を含むもの',
  ),
  number('page', 'ページ（1から）', 1_000_000),
  number('per_page', '1ページの件数。標準 50、最大 500（minimal のときは 10000）', 10_000),
  text('format', 'json か ndjson。ndjson はページに分けず、1行に1件ずつ最後まで流す', {
    enum: ['json', 'ndjson'],
  }),
];
const classified = [
  id('taxonomy_term_id', 'この分類語をもつもの。地域の語は、その中の地域も含む'),
  id('taxonomy_id', 'この分類のいずれかの語をもつもの'),
  flag('full', 'すべての項目を入れ子で返す'),
];
const ofServices = [
  id('organization_id', 'この機関のもの'),
  text('modified_after', 'この日時以降に変わったもの', { format: 'date-time' }),
];

interface Listed {
  /** The official schema of one item. */
  schema: string;
  summary: string;
  parameters: Parameter[];
  detail: Parameter[];
}

const lists: Readonly<Record<string, Listed>> = {
  services: {
    schema: 'service',
    summary: 'サービス',
    parameters: [
      ...paging,
      ...classified,
      ...ofServices,
      flag('minimal', 'id、名前、状態、更新日時だけを返す'),
    ],
    detail: [],
  },
  organizations: {
    schema: 'organization',
    summary: '機関',
    parameters: [...paging, ...classified, flag('full_service', 'サービスの全項目を含める')],
    detail: [flag('full_service', 'サービスの全項目を含める')],
  },
  service_at_locations: {
    schema: 'service_at_location',
    summary: '場所ごとのサービス',
    parameters: [
      ...paging,
      ...classified,
      ...ofServices,
      text('postcode', 'この郵便番号の地域を受けもつもの', { pattern: '^\\d{3}-?\\d{4}$' }),
      number('proximity', 'postcode の中心からの距離（メートル）', 1_000_000),
    ],
    detail: [],
  },
  taxonomies: { schema: 'taxonomy', summary: '分類', parameters: paging, detail: [] },
  taxonomy_terms: {
    schema: 'taxonomy_term',
    summary: '分類の語',
    parameters: [
      ...paging,
      id('taxonomy_id', 'この分類の語'),
      flag('top_only', '上位の語をもたないものだけ'),
      id('parent_id', 'この語のすぐ下の語'),
    ],
    detail: [],
  },
};

/** The OpenAPI 3.1 document of the open data; the schemas are those of the profile. */
export function hsdsOpenApi(root: string): object {
  return {
    openapi: '3.1.0',
    ...openApiPatch,
    servers: [{ url: root }],
    paths: {
      '/': {
        get: {
          summary: 'この API の版とプロファイル',
          responses: { 200: answer({ $ref: '#/components/schemas/About' }) },
        },
      },
      ...Object.fromEntries(Object.entries(lists).flatMap(([path, listed]) => pathsOf(path, listed, root))),
    },
    components: {
      schemas: {
        About: {
          type: 'object',
          required: ['version', 'profile', 'openapi_url'],
          properties: {
            version: { const: hsdsVersion },
            profile: { type: 'string', format: 'uri' },
            openapi_url: { type: 'string', format: 'uri' },
          },
        },
        Page: pageSchema,
        Problem: {
          description: '問題（RFC 9457）',
          type: 'object',
          required: ['type', 'title', 'status', 'detail'],
        },
      },
    },
  };
}

function pathsOf(path: string, { schema, summary, parameters, detail }: Listed, root: string) {
  const item = { $ref: schemaAddress(schema, root) };
  const page = {
    allOf: [{ $ref: '#/components/schemas/Page' }],
    type: 'object',
    properties: { contents: { type: 'array', items: item } },
  };
  const responses = {
    200: {
      description: '一覧',
      content: { 'application/json': { schema: page }, 'application/x-ndjson': { schema: item } },
    },
    ...refusals(422),
  };
  const inQuery = parameters.map((parameter) => ({ in: 'query', required: false, ...parameter }));
  const body = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      parameters.map(({ name, description, schema: type }) => [name, { description, ...type }]),
    ),
  };
  return [
    [
      `/${path}`,
      {
        get: { summary: `${summary}の一覧`, parameters: inQuery, responses },
        post: {
          summary: `${summary}の一覧（条件をアドレスに残さない）`,
          parameters: inQuery,
          requestBody: { required: false, content: { 'application/json': { schema: body } } },
          responses,
        },
      },
    ],
    [
      `/${path}/{id}`,
      {
        get: {
          summary: `${summary}ひとつ`,
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
            ...detail.map((parameter) => ({ in: 'query', required: false, ...parameter })),
          ],
          responses: { 200: answer(item), ...refusals(404) },
        },
      },
    ],
  ] as const;
}

function schemaAddress(name: string, root: string): string {
  return schemaPatches[name] ? `${root}/schema/${name}.json` : `${officialSchemas}/${name}.json`;
}

function answer(schema: object): object {
  return { description: '答え', content: { 'application/json': { schema } } };
}

function refusals(...statuses: number[]): object {
  const refusal = {
    description: '問題',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return Object.fromEntries([...statuses, 429].map((status) => [status, refusal]));
}

const pageSchema = {
  type: 'object',
  required: [
    'total_items',
    'total_pages',
    'page_number',
    'size',
    'first_page',
    'last_page',
    'empty',
    'contents',
  ],
  properties: {
    total_items: { type: 'integer' },
    total_pages: { type: 'integer' },
    page_number: { type: 'integer' },
    size: { type: 'integer' },
    first_page: { type: 'boolean' },
    last_page: { type: 'boolean' },
    empty: { type: 'boolean' },
    contents: { type: 'array' },
  },
};
