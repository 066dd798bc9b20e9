import { Body, Controller, Get, Post, Query, StreamableFile } from '@nestjs/common';
import {
  ApiConsumes,
  ApiBody,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { ConsentsQueries, Evidence, evidenceTypes } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { EvidenceQuery } from './askings.dto.js';
import { ConsentView, presentConsent } from './consents.presenter.js';

const file = { schema: { type: 'string', format: 'binary' } } as const;
const extensions = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' } as const;

/** The paper behind a consent: a scan or a photograph. */
@ApiTags('consents')
@Controller('consents/:id/evidence')
export class EvidenceController {
  constructor(
    private readonly evidence: Evidence,
    private readonly consents: ConsentsQueries,
  ) {}

  @Post()
  @For('caseworker')
  @ApiConsumes(...evidenceTypes)
  @ApiBody(file)
  @ApiCreatedResponse({ type: ConsentView })
  async add(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() content: Buffer,
    @Query() { kind }: EvidenceQuery,
    @Once() once: OnceKey,
  ): Promise<ConsentView> {
    await this.evidence.add(actor, id, content, once, kind);
    return presentConsent(await this.consents.one(actor, id));
  }

  /** Always a download: what somebody uploaded is never opened inside the portal's own pages. */
  @Get(':eid')
  @For('caseworker')
  @ApiProduces(...evidenceTypes)
  @ApiOkResponse(file)
  async read(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('eid') eid: string,
  ): Promise<StreamableFile> {
    const { content, contentType } = await this.evidence.read(actor, id, eid);
    return new StreamableFile(content, {
      type: contentType,
      length: content.length,
      disposition: `attachment; filename="consent-${eid.slice(-6)}.${extensions[contentType]}"`,
    });
  }
}
