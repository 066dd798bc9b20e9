import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { NotFound } from '#libs/platform';
import { letterKindCodes, Letters } from '#libs/referrals';
import { pdfAnswer, pdfSchema } from '../disclosures/pdf.answer.js';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';

/** The papers of referrals, made anew at every print: they say what the reader may be told at that moment. */
@ApiTags('referrals')
@Controller('referrals')
export class LettersController {
  constructor(private readonly letters: Letters) {}

  @Get(':id/papers/:kind')
  @For('caseworker')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfSchema)
  async print(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Param('kind') kind: string,
  ): Promise<StreamableFile> {
    const known = letterKindCodes.find((code) => code === kind);
    if (!known) throw new NotFound();
    return pdfAnswer(await this.letters.print(actor, id, known), `${known}-${id.slice(-6)}`);
  }
}
