import { readFileSync, writeFileSync } from 'node:fs';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { format, resolveConfig } from 'prettier';
import { audiencesOf, requireAudiences } from '../../apps/api/src/http/audience.check.js';
import { startApi, type TestApi } from '../support/api.js';
import { accessTable } from './access-table.js';
import { openRoutes } from './open-routes.js';
import { operationsOf, type Operations } from './operations.js';

let api: TestApi;
let operations: Operations;
beforeAll(async () => {
  api = await startApi();
  operations = operationsOf(api.app);
});
afterAll(() => api.close());

/** Routes that the document leaves out, each with the reason. */
const unpublished: Readonly<Record<string, string>> = {
  ...openRoutes,
  'ConfirmationPagesController.answer': 'beside the page',
  'ConfirmationPagesController.show': 'the page behind the link of a mail; its token is the key',
  'ConfirmationPagesController.style': 'beside that page',
  'IntakePagesController.confirm': 'beside the page',
  'IntakePagesController.file': 'beside the page',
  'IntakePagesController.form': 'a page for people who are not signed in and ask for support',
  'IntakePagesController.show': 'the page behind the link of a mail; its token is the key',
  'PollPagesController.answer': 'beside the page',
  'PollPagesController.show': 'the page behind the link of a mail; its token is the key',
  'ProofPagesController.answer': 'beside the page',
  'ProofPagesController.show': 'the page behind the link of a mail; its token is the key',
  'DevMailboxController.page': 'a page for people, in the demo only',
  'DevMailboxController.list': 'beside that page',
  'DevMailboxController.style': 'beside that page',
  'DocsController.openApi':
    'the document itself; outside the demo the handler asks for a session (test/docs)',
  'DocsController.page': 'the same for people',
  'DocsController.style': 'beside that page',
  'FeedFilesController.read':
    'a calendar for programs that sign in nowhere; the token in its address is the key',
  'InboundRelayController.takeIn': 'for a mail server, which shows the token of the operator',
  'RsvpController.answer': 'beside the page',
  'RsvpController.show': 'the page behind the link of a mail; its token is the key',
  'SealedPagesController.door': 'the page behind a sealed link; its token and a code are the key',
  'SealedPagesController.enter': 'beside the page',
  'ReportPagesController.form': 'a page for people who are not signed in',
  'ReportPagesController.send': 'beside that page',
};

const nameOf = (route: string) => route.replace('Controller.', '_');

describe('the routes', () => {
  it('all say who may call them', () => {
    expect(audiencesOf(api.app).filter(({ audience }) => audience === undefined)).toEqual([]);
  });

  it('publish the audience that the guard asks for', () => {
    const guarded = audiencesOf(api.app).filter(({ route }) => !unpublished[route]);
    expect(Object.fromEntries(operations.all.map(({ id, audience }) => [id, audience]))).toEqual(
      Object.fromEntries(guarded.map(({ route, audience }) => [nameOf(route), audience])),
    );
  });

  it('are public in short supply', () => {
    const open = audiencesOf(api.app).filter(({ audience }) => audience === 'public');
    expect(open.map(({ route }) => route).sort()).toEqual(
      [
        'DemoController.list',
        ...Object.keys(unpublished),
        'HealthController.live',
        'HealthController.numbers',
        'HealthController.ready',
        'InvitationsController.accept',
        'InvitationsController.lookUp',
        'SessionController.begin',
      ].sort(),
    );
  });

  it('stop the start when one does not say it', async () => {
    @Controller()
    class PlantedController {
      @Get('planted')
      open(): string {
        return '';
      }
    }
    @Module({ imports: [DiscoveryModule], controllers: [PlantedController] })
    class PlantedModule {}
    const planted = await NestFactory.create(PlantedModule, new FastifyAdapter(), { logger: false });
    await planted.init();
    expect(() => requireAudiences(planted)).toThrow('PlantedController.open');
    await planted.close();
  });
});

describe('docs/access-table.md', () => {
  it('says what the routes say (npm run access-table writes it anew)', async () => {
    const file = 'docs/access-table.md';
    const settings = await resolveConfig(file);
    const text = await format(accessTable(operations.all), { ...settings, filepath: file });
    if (process.env['WRITE_ACCESS_TABLE']) writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
