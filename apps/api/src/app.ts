import { randomUUID } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import {
  AuthDatabase,
  type Config,
  type Keys,
  type Logger,
  openDataSource,
  type PortalConnections,
} from '#libs/platform';
import { AppModule } from './app.module.js';
import { ApiDocument } from './docs/api-document.js';
import { entities } from './entities.js';
import { Metrics } from './health/metrics.js';
import { letOtherSitesReadOpenData } from './hsds/other-sites.js';
import { takeJsonAndScans } from './http/content-types.js';
import { takeForms } from './http/forms.js';
import { requireAudiences } from './http/audience.check.js';
import { refuseUnbearableInput } from './http/bearable-input.js';
import { refuseOddAddress } from './http/problem.reply.js';
import { openApiDocument } from './http/document.js';
import { refuseOtherOrigins } from './http/same-origin.js';
import { askForSessionFirst } from './http/session-first.js';
import { SessionStrategy } from './http/session.strategy.js';
import { sendSecurityHeaders } from './http/security-headers.js';
import { letServerStop } from './http/stopping.js';
import { serveWebFiles } from './http/web-files.js';

/** What the API needs to run. */
export interface ApiParts {
  readonly config: Config;
  readonly keys: Keys;
  readonly connections: PortalConnections;
  readonly log: Logger;
  /** The folder of the built web application; without it only the API is served. */
  readonly webFolder?: string;
}

// Every request asks for its session first.
const sessionConnections = 10;
const megabyte = 1024 * 1024;
// Without /api/v1: machines and documents find these at fixed places.
const unversioned = [
  'health/live',
  'health/ready',
  'metrics',
  'api/openapi.json',
  'api/docs',
  'api/docs.css',
  'dev/mailbox',
  'dev/mailbox.json',
  'dev/mailbox.css',
  'confirm/:token',
  'report/:agencyId',
  'sealed/:token',
  'apply',
  'apply/:token',
  'rsvp/:token',
  'feeds/:file',
  'pages.css',
  'leaflet-proofs/:token',
  'date-polls/:token',
  'hsds',
  'hsds/*path',
  'find',
  'find.css',
  'find/*path',
  'robots.txt',
  'sitemap.xml',
  'sitemap-:number.xml',
];

/** Builds the API, ready to listen. Closing the application closes its database connections. */
export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const { config, keys, connections, log } = parts;
  const adapter = new FastifyAdapter({
    bodyLimit: megabyte,
    frameworkErrors: refuseOddAddress,
    genReqId: () => randomUUID(),
    rewriteUrl: ({ url = '/' }) => url.replace(/^\/hsds\/(?=\?|$)/, '/hsds'),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
  });
  const dataSource = await openDataSource(connections.app, entities);
  const authDatabase = new AuthDatabase(connections.auth, 'portal-auth', sessionConnections);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ config, keys, dataSource, authDatabase }, log),
    adapter,
    { bodyParser: false, logger: false, abortOnError: false },
  );
  app.setGlobalPrefix('api/v1', {
    exclude: unversioned.map((path) => ({ path, method: RequestMethod.ALL })),
  });

  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  takeJsonAndScans(fastify);
  takeForms(fastify);
  refuseUnbearableInput(fastify);
  letServerStop(fastify);
  refuseOtherOrigins(fastify, config);
  await sendSecurityHeaders(fastify, config);
  letOtherSitesReadOpenData(fastify);
  await fastify.register(fastifyCookie);
  const strategy = app.get(SessionStrategy, { strict: false });
  askForSessionFirst(fastify, (request) => strategy.find(request));
  app.get(Metrics).watch(fastify);
  if (config.uploadScan === 'off') log.warn({ uploadScan: 'off' }, 'uploads are not scanned');
  if (parts.webFolder) await serveWebFiles(fastify, parts.webFolder);
  await app.init();
  app.get(ApiDocument).from(() => openApiDocument(app));
  requireAudiences(app);
  return app;
}
