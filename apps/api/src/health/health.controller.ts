import { Controller, Get, Header, HttpCode, HttpStatus, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Database } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ShowsText } from '../http/view.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

/** Whether the process lives, or is ready for people. */
export class HealthView {
  @ShowsText({ codes: ['ok', 'down'] }) status!: 'ok' | 'down';
}

/** For the machines that look after the portal; it tells nothing about what is inside. */
@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly db: Database,
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @HttpCode(200)
  @For('public')
  @ApiOkResponse({ type: HealthView })
  live(): HealthView {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @For('public')
  @ApiOkResponse({ type: HealthView })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthView> {
    const ready = this.readiness.open && (await this.databaseAnswers());
    void reply.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return { status: ready ? 'ok' : 'down' };
  }

  @Get('metrics')
  @For('public')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  async numbers(): Promise<string> {
    return this.metrics.text();
  }

  private async databaseAnswers(): Promise<boolean> {
    try {
      await this.db.ping();
      return true;
    } catch {
      return false;
    }
  }
}
