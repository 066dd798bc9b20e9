import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Webhooks, WebhooksQueries } from '#libs/notifications';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { PageQuery } from '../http/page.query.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { SecretRequest, WebhookRequest } from './webhooks.dto.js';
import {
  presentDeliveries,
  presentSecret,
  presentWebhook,
  presentWebhooks,
  WebhookDeliveryPageView,
  WebhookSecretView,
  WebhooksView,
  WebhookView,
} from './webhooks.presenter.js';

const usualOverlap = 24;

/** 外部システムへの通知: where an agency's own system is told how its referrals move. */
@ApiTags('webhooks')
@Controller()
export class WebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly queries: WebhooksQueries,
  ) {}

  @Get('webhooks')
  @For('manager')
  @ApiOkResponse({ type: WebhooksView })
  async list(@ByMember() actor: Member): Promise<WebhooksView> {
    return presentWebhooks(await this.queries.all(actor));
  }

  @Post('webhooks')
  @For('manager')
  @ApiCreatedResponse({ type: WebhookSecretView })
  async register(
    @ByMember() actor: Member,
    @Body() input: WebhookRequest,
    @Once() once: OnceKey,
  ): Promise<WebhookSecretView> {
    const made = await this.webhooks.register(actor, input, once);
    return presentSecret(await this.queries.one(actor, made.id), made);
  }

  @Get('webhooks/:id')
  @For('manager')
  @ApiOkResponse({ type: WebhookView })
  async read(@ByMember() actor: Member, @PathId() id: string): Promise<WebhookView> {
    return presentWebhook(await this.queries.one(actor, id));
  }

  @Put('webhooks/:id')
  @For('manager')
  @ApiOkResponse({ type: WebhookView })
  async change(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: WebhookRequest,
  ): Promise<WebhookView> {
    await this.webhooks.change(actor, id, version, input);
    return this.read(actor, id);
  }

  @Delete('webhooks/:id')
  @HttpCode(204)
  @For('manager')
  @ApiNoContentResponse()
  async remove(@ByMember() actor: Member, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    await this.webhooks.remove(actor, id, version);
  }

  @Post('webhooks/:id/pause')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: WebhookView })
  async pause(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<WebhookView> {
    await this.webhooks.pause(actor, id, version);
    return this.read(actor, id);
  }

  @Post('webhooks/:id/resumption')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: WebhookView })
  async resume(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<WebhookView> {
    await this.webhooks.resume(actor, id, version);
    return this.read(actor, id);
  }

  /** A new secret, shown by this answer alone. */
  @Post('webhooks/:id/secret')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: WebhookSecretView })
  async rotate(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { overlapHours }: SecretRequest,
  ): Promise<WebhookSecretView> {
    const made = await this.webhooks.rotate(actor, id, version, overlapHours ?? usualOverlap);
    return presentSecret(await this.queries.one(actor, id), made);
  }

  @Post('webhooks/:id/test')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: WebhookView })
  async tryOut(@ByMember() actor: Member, @PathId() id: string, @Once() once: OnceKey): Promise<WebhookView> {
    return this.read(actor, await this.webhooks.tryOut(actor, id, once));
  }

  @Get('webhooks/:id/deliveries')
  @For('manager')
  @ApiOkResponse({ type: WebhookDeliveryPageView })
  async deliveries(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() query: PageQuery,
  ): Promise<WebhookDeliveryPageView> {
    return presentDeliveries(await this.queries.deliveries(actor, id, query));
  }

  /** Sends a message once more; it keeps its id, so that whoever has it drops it. */
  @Post('webhook-deliveries/:id/redelivery')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: WebhookView })
  async redeliver(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Once() once: OnceKey,
  ): Promise<WebhookView> {
    return this.read(actor, await this.webhooks.redeliver(actor, id, once));
  }
}
