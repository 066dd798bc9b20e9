import { Body, Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { BundleIntakes, ReferralBundles, ReferralDetails } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { BundleIntakeRequest, BundleQuery, BundleRequest } from './exchange.dto.js';
import { BundleReadingView, presentReading } from './exchange.presenter.js';
import { presentReferral, ReferralView } from './referrals.presenter.js';

/** A referral as a FHIR R4 bundle, made anew at every reading: it says what the reader may be told at that moment. */
@ApiTags('referrals')
@Controller('referrals')
export class ReferralBundlesController {
  constructor(private readonly bundles: ReferralBundles) {}

  @Get(':id/fhir')
  @For('caseworker')
  @ApiProduces('application/fhir+json')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async write(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { files = false }: BundleQuery,
  ): Promise<StreamableFile> {
    const content = await this.bundles.write(actor, id, files);
    return new StreamableFile(content, {
      type: 'application/fhir+json',
      length: content.length,
      disposition: `attachment; filename="referral-${id.slice(-6)}.fhir.json"`,
    });
  }
}

/** Referrals that came as FHIR bundles: looked at first, and then taken in. */
@ApiTags('referrals')
@Controller('referral-bundles')
export class BundleIntakesController {
  constructor(
    private readonly intakes: BundleIntakes,
    private readonly details: ReferralDetails,
  ) {}

  /** What a bundle says. Nothing of it is kept. */
  @Post('reading')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: BundleReadingView })
  async read(@ByMember() actor: Member, @Body() { bundle }: BundleRequest): Promise<BundleReadingView> {
    return presentReading(await this.intakes.read(actor, bundle));
  }

  /** Answers with the new draft. */
  @Post()
  @For('caseworker')
  @ApiCreatedResponse({ type: ReferralView })
  async takeIn(
    @ByMember() actor: Member,
    @Body() input: BundleIntakeRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return presentReferral(await this.details.record(actor, await this.intakes.takeIn(actor, input, once)));
  }
}
