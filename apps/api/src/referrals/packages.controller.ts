import { Controller, Delete, Get, HttpCode, Param, Put, StreamableFile } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { NotFound } from '#libs/platform';
import { PackageReading, PackageSight, ReferralFiles } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { asDownload, SendsUpload } from '../http/download.js';
import { ByMember } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  FrozenPackageView,
  PackageVersionView,
  presentFrozen,
  presentPackageVersion,
  presentReferralFile,
  presentSight,
  RecipientSightView,
  ReferralFileView,
} from './packages.presenter.js';

/** What goes along with a referral, what each recipient sees of it, and what was told when. */
@ApiTags('referrals')
@Controller('referrals/:id')
export class PackagesController {
  constructor(
    private readonly referralFiles: ReferralFiles,
    private readonly sight: PackageSight,
    private readonly reading: PackageReading,
  ) {}

  /** The files of the person, those that go along marked. */
  @Get('attachments')
  @For('caseworker')
  @ApiOkResponse({ type: ReferralFileView, isArray: true })
  async files(@ByMember() actor: Member, @PathId() id: string): Promise<ReferralFileView[]> {
    return (await this.referralFiles.list(actor, id)).map(presentReferralFile);
  }

  @Put('attachments/:aid')
  @HttpCode(204)
  @For('caseworker')
  @ApiNoContentResponse()
  async choose(@ByMember() actor: Member, @PathId() id: string, @PathId('aid') aid: string): Promise<void> {
    await this.referralFiles.choose(actor, id, aid);
  }

  @Delete('attachments/:aid')
  @HttpCode(204)
  @For('caseworker')
  @ApiNoContentResponse()
  async leaveOut(@ByMember() actor: Member, @PathId() id: string, @PathId('aid') aid: string): Promise<void> {
    await this.referralFiles.leaveOut(actor, id, aid);
  }

  /** The content of a file of the package, to whom it is told at this moment. */
  @Get('attachments/:aid/content')
  @For('caseworker')
  @SendsUpload()
  async content(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('aid') aid: string,
  ): Promise<StreamableFile> {
    return asDownload(await this.reading.file(actor, id, aid));
  }

  /** What one recipient sees at this moment, or would see if it were sent now. */
  @Get('recipients/:rid/view')
  @For('caseworker')
  @ApiOkResponse({ type: RecipientSightView })
  async ofRecipient(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
  ): Promise<RecipientSightView> {
    return presentSight(await this.sight.ofRecipient(actor, id, rid));
  }

  @Get('packages')
  @For('caseworker')
  @ApiOkResponse({ type: PackageVersionView, isArray: true })
  async versions(@ByMember() actor: Member, @PathId() id: string): Promise<PackageVersionView[]> {
    return (await this.sight.versions(actor, id)).map(presentPackageVersion);
  }

  @Get('packages/:version')
  @For('caseworker')
  @ApiOkResponse({ type: FrozenPackageView })
  async version(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Param('version') version: string,
  ): Promise<FrozenPackageView> {
    if (!/^[1-9]\d{0,8}$/.test(version)) throw new NotFound();
    return presentFrozen(await this.sight.version(actor, id, Number(version)));
  }
}
