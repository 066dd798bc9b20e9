import { Body, Controller, Get, HttpCode, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { type ConsentPaper, ConsentPrints, ConsentsQueries } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { ConsentAnswers } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { MistakeRequest, PaperRequest } from './consents.dto.js';
import { ConsentView, presentConsent } from './consents.presenter.js';

const file = { schema: { type: 'string', format: 'binary' } } as const;

/** The papers of a consent: the form to sign, the receipt, and the paper that comes after a spoken yes. */
@ApiTags('consents')
@Controller()
export class ConsentPapersController {
  constructor(
    private readonly prints: ConsentPrints,
    private readonly answers: ConsentAnswers,
    private readonly consents: ConsentsQueries,
  ) {}

  @Get('askings/:id/form')
  @For('caseworker')
  @ApiProduces('application/pdf')
  @ApiOkResponse(file)
  async form(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return download(await this.prints.form(actor, id));
  }

  @Get('consents/:id/receipt')
  @For('caseworker')
  @ApiProduces('application/pdf')
  @ApiOkResponse(file)
  async receipt(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return download(await this.prints.receipt(actor, id));
  }

  /** The paper has come: it confirms what was said, or says no. */
  @Post('consents/:id/paper')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ConsentView })
  async takePaper(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: PaperRequest,
    @Once() once: OnceKey,
  ): Promise<ConsentView> {
    const consentId = await this.answers.takePaper(actor, id, input, version, once);
    return presentConsent(await this.consents.one(actor, consentId));
  }

  /** It should not have been written down; it stays readable and counts no more. */
  @Post('consents/:id/mistake')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ConsentView })
  async mistake(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { reason }: MistakeRequest,
    @Once() once: OnceKey,
  ): Promise<ConsentView> {
    const consentId = await this.answers.mistake(actor, id, reason, version, once);
    return presentConsent(await this.consents.one(actor, consentId));
  }
}

function download({ content, fileName }: ConsentPaper): StreamableFile {
  return new StreamableFile(content, {
    type: 'application/pdf',
    length: content.length,
    disposition: `attachment; filename="${fileName}"`,
  });
}
