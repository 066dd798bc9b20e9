import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import {
  PackageReading,
  ReferralDetails,
  ReferralDrafts,
  ReferralsQueries,
  Sending,
  Timeline,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  ActionsView,
  CompletenessView,
  EventView,
  PackageView,
  presentActions,
  presentCompleteness,
  presentEvent,
  presentPackage,
  presentPreview,
  PreviewView,
} from './reading.presenter.js';
import { BeginRequest, DraftRequest, ReferralsQuery, SendRequest } from './referrals.dto.js';
import { presentReferral, presentReferrals, ReferralsView, ReferralView } from './referrals.presenter.js';

/** The trays of the own desk, and one referral: its draft, head, package and timeline. */
@ApiTags('referrals')
@Controller('referrals')
export class ReferralsController {
  constructor(
    private readonly queries: ReferralsQueries,
    private readonly details: ReferralDetails,
    private readonly drafts: ReferralDrafts,
    private readonly sending: Sending,
    private readonly reading: PackageReading,
    private readonly timeline: Timeline,
  ) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: ReferralsView })
  async list(@ByMember() actor: Member, @Query() query: ReferralsQuery): Promise<ReferralsView> {
    return presentReferrals(await this.queries.list(actor, query));
  }

  @Post()
  @For('caseworker')
  @ApiCreatedResponse({ type: ReferralView })
  async begin(
    @ByMember() actor: Member,
    @Body() { personId, ...draft }: BeginRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    const id = await this.drafts.begin(actor, personId, draft, once);
    return presentReferral(await this.details.record(actor, id));
  }

  @Get(':id')
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<ReferralView> {
    return presentReferral(await this.details.record(actor, id));
  }

  @Patch(':id')
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async write(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() draft: DraftRequest,
  ): Promise<ReferralView> {
    await this.drafts.write(actor, id, draft, version);
    return presentReferral(await this.details.record(actor, id));
  }

  @Delete(':id')
  @HttpCode(204)
  @For('caseworker')
  @ApiNoContentResponse()
  async discard(@ByMember() actor: Member, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    await this.drafts.discard(actor, id, version);
  }

  @Post(':id/sending')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async send(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: SendRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    const at = { referralId: id, seenVersion: version };
    return presentReferral(
      await this.details.record(
        actor,
        await this.sending.send(actor, at, once, input.duplicateReason ?? null),
      ),
    );
  }

  @Get(':id/actions')
  @For('caseworker')
  @ApiOkResponse({ type: ActionsView })
  async actions(@ByMember() actor: Member, @PathId() id: string): Promise<ActionsView> {
    return presentActions(await this.details.actions(actor, id));
  }

  @Get(':id/completeness')
  @For('caseworker')
  @ApiOkResponse({ type: CompletenessView })
  async completeness(@ByMember() actor: Member, @PathId() id: string): Promise<CompletenessView> {
    return presentCompleteness(await this.reading.completeness(actor, id));
  }

  @Get(':id/preview')
  @For('caseworker')
  @ApiOkResponse({ type: PreviewView })
  async preview(@ByMember() actor: Member, @PathId() id: string): Promise<PreviewView> {
    const { sections, files, uncovered } = await this.reading.preview(actor, id);
    return presentPreview(sections, files, uncovered);
  }

  @Get(':id/package')
  @For('caseworker')
  @ApiOkResponse({ type: PackageView })
  async package(@ByMember() actor: Member, @PathId() id: string): Promise<PackageView> {
    return presentPackage(await this.reading.package(actor, id));
  }

  @Get(':id/events')
  @For('caseworker')
  @ApiOkResponse({ type: EventView, isArray: true })
  async events(@ByMember() actor: Member, @PathId() id: string): Promise<EventView[]> {
    return (await this.timeline.events(actor, id)).map(presentEvent);
  }
}
