import { Body, Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Config, type OnceKey } from '#libs/platform';
import {
  type LetterMedium,
  letterMediumCodes,
  type OutsideAnswerKind,
  outsideAnswerKinds,
  type OutsideMeans,
  outsideMeansCodes,
  OutsideSendings,
  type SentOutside,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Id, OneOf, Text } from '../http/fields.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { OutsideSendingsView, presentOutside, SentOutsideView } from './outside.presenter.js';

/** To which agency of the directory, and how. */
export class OutsideRequest {
  @Id({ label: '宛先' })
  agencyId!: string;

  @OneOf(outsideMeansCodes, { label: '渡し方' })
  means!: OutsideMeans;
}

/** What somebody outside said on paper or on the telephone. */
export class OutsideAnswerRequest {
  @OneOf(outsideAnswerKinds, { label: '回答' })
  kind!: OutsideAnswerKind;

  @Text({ label: '内容', max: 4000, min: 0 })
  text!: string;

  @Text({ label: '回答した人', max: 100 })
  by!: string;
}

/** How a letter leaves the house. */
export class LetterQuery {
  @OneOf(letterMediumCodes, { label: '方法', optional: true })
  medium?: LetterMedium;
}

/** Referrals to agencies that are not in the portal. */
@ApiTags('referrals')
@Controller('referrals/:id/outside')
export class OutsideController {
  constructor(
    private readonly outside: OutsideSendings,
    private readonly config: Config,
  ) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: OutsideSendingsView })
  async list(@ByMember() actor: Member, @PathId() id: string): Promise<OutsideSendingsView> {
    return this.show(actor, id);
  }

  /** If-Match is the version of the referral. Link and code are answered once. */
  @Post()
  @For('caseworker')
  @ApiCreatedResponse({ type: SentOutsideView })
  async send(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() seenVersion: number,
    @Body() input: OutsideRequest,
    @Once() once: OnceKey,
  ): Promise<SentOutsideView> {
    const sent = await this.outside.send(actor, { referralId: id, seenVersion }, input, once);
    return this.handOver(actor, id, sent);
  }

  @Post(':oid/renewal')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: SentOutsideView })
  async renew(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('oid') sendingId: string,
    @IfMatch() seenVersion: number,
    @Once() once: OnceKey,
  ): Promise<SentOutsideView> {
    const at = { referralId: id, sendingId, seenVersion };
    return this.handOver(actor, id, await this.outside.renew(actor, at, once));
  }

  @Post(':oid/revocation')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: OutsideSendingsView })
  async revoke(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('oid') sendingId: string,
    @IfMatch() seenVersion: number,
    @Once() once: OnceKey,
  ): Promise<OutsideSendingsView> {
    await this.outside.revoke(actor, { referralId: id, sendingId, seenVersion }, once);
    return this.show(actor, id);
  }

  @Post(':oid/answer')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: OutsideSendingsView })
  async record(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('oid') sendingId: string,
    @IfMatch() seenVersion: number,
    @Body() said: OutsideAnswerRequest,
    @Once() once: OnceKey,
  ): Promise<OutsideSendingsView> {
    await this.outside.record(actor, { referralId: id, sendingId, seenVersion }, said, once);
    return this.show(actor, id);
  }

  /** The letter; each printing goes into the ledger. */
  @Get(':oid/letter.pdf')
  @For('caseworker')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async letter(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('oid') sendingId: string,
    @Query() { medium = 'letter' }: LetterQuery,
  ): Promise<StreamableFile> {
    const { number, pdf } = await this.outside.letter(actor, { referralId: id, sendingId }, medium);
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: `attachment; filename="${number}.pdf"`,
    });
  }

  private async handOver(
    actor: Member,
    id: string,
    { sendingId, link }: SentOutside,
  ): Promise<SentOutsideView> {
    const { items } = await this.show(actor, id);
    return {
      sendingId,
      link: link && `${this.config.publicUrl}/sealed/${link.token}`,
      code: link?.code ?? null,
      items,
    };
  }

  private async show(actor: Member, id: string): Promise<OutsideSendingsView> {
    return presentOutside(await this.outside.of(actor, id));
  }
}
