import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The OpenAPI 3.1 document of the running routes; the web client and the matrix test are generated from it. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('連携ポータル API')
    .setDescription(
      '地域の就労支援ネットワークの連携ポータルが提供する API です。エラーは RFC 9457 の形式で返します。',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('sid', { type: 'apiKey', in: 'cookie', name: 'sid' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, settings, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return withNullTypes(withProblems(document) as unknown as Json) as unknown as OpenAPIObject;
}

/** Every operation says with which statuses it refuses, worked out from what it asks for. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
  };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = item[method];
      for (const status of operation ? refusalsOf(path, operation) : [])
        operation!.responses[status] = problemResponse;
    }
  }
  return document;
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

function refusalsOf(path: string, operation: Operation): number[] {
  const isPublic = operation.security === undefined;
  const asks = (name: string) =>
    operation.parameters?.some((parameter) => 'name' in parameter && parameter.name === name);
  const hasQuery = operation.parameters?.some((parameter) => 'in' in parameter && parameter.in === 'query');
  return [
    ...(operation.requestBody || hasQuery ? [400, 422] : []),
    ...(operation.requestBody ? [413, 415] : []),
    ...(isPublic ? [] : [401, 403]),
    ...(path.includes('{') ? [404] : []),
    ...(asks('If-Match') ? [409, 412, 428] : asks('Idempotency-Key') ? [409, 428] : []),
    ...(path.endsWith('/session') && isPublic ? [401, 429] : []),
    ...(/\/webhook.*\/(test|redelivery)$/.test(path) ? [429] : []),
    503,
  ];
}

const problemResponse = {
  description: '問題（RFC 9457）',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const problemSchema = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'label', 'detail'],
        properties: { field: { type: 'string' }, label: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

/** OpenAPI 3.1 says "may be null" with a type, where the decorators still say `nullable`. */
function withNullTypes(node: Json): Json {
  if (Array.isArray(node)) return node.map(withNullTypes);
  if (node === null || typeof node !== 'object') return node;
  const { nullable, ...rest } = node;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, withNullTypes(value)]));
  if (nullable !== true) return typeof nullable === 'boolean' ? schema : (schema as Json);
  if (typeof schema['type'] === 'string') {
    const codes = schema['enum'];
    return {
      ...schema,
      type: [schema['type'], 'null'],
      ...(Array.isArray(codes) ? { enum: [...codes, null] } : {}),
    };
  }
  return { anyOf: [schema, { type: 'null' }] };
}
