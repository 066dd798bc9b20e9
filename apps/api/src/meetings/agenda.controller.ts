import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, StreamableFile } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import {
  Agenda,
  type AgendaItemInput,
  AgendaPrints,
  AgendaProposals,
  AgendaQueries,
  AgendaTemplates,
  PapersQueries,
} from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  AgendaItemRequest,
  AgendaMoveRequest,
  AgendaPrintQuery,
  AgendaTemplateRequest,
  NewAgendaItemRequest,
  ProposalDecliningRequest,
  AgendaProposalRequest,
  ProposalTakingRequest,
  TemplateChoiceRequest,
} from './agenda.dto.js';
import { AgendaTemplateView, AgendaView, presentAgenda, presentTemplates } from './agenda.presenter.js';

/** 次第: the items of a meeting, what agencies propose, and templates. */
@ApiTags('agenda')
@Controller()
export class AgendaController {
  constructor(
    private readonly agenda: Agenda,
    private readonly queries: AgendaQueries,
    private readonly papers: PapersQueries,
    private readonly proposals: AgendaProposals,
    private readonly templates: AgendaTemplates,
    private readonly prints: AgendaPrints,
  ) {}

  @Get('meetings/:id/agenda')
  @For('member')
  @ApiOkResponse({ type: AgendaView })
  async ofMeeting(@ByMember() actor: Member, @PathId() id: string): Promise<AgendaView> {
    return presentAgenda(
      await this.queries.ofMeeting(actor, id),
      await this.papers.ofMeeting(actor, id),
      await this.proposals.ofMeeting(actor, id),
    );
  }

  @Get('meetings/:id/agenda.pdf')
  @For('member')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async print(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { audience }: AgendaPrintQuery,
  ): Promise<StreamableFile> {
    const pdf = await this.prints.print(actor, id, { closed: audience === 'secretariat' });
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: 'attachment; filename="agenda.pdf"',
    });
  }

  @Post('meetings/:id/agenda')
  @For('member')
  @ApiCreatedResponse({ type: AgendaView })
  async add(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: NewAgendaItemRequest,
    @Once() once: OnceKey,
  ): Promise<AgendaView> {
    await this.agenda.add(actor, id, { ...itemOf(input), parentId: input.parentId ?? null }, once);
    return this.ofMeeting(actor, id);
  }

  @Put('agenda-items/:id')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async change(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: AgendaItemRequest,
  ): Promise<void> {
    await this.agenda.change(actor, id, version, itemOf(input));
  }

  @Post('agenda-items/:id/placement')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async move(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { to, itemId }: AgendaMoveRequest,
  ): Promise<void> {
    await this.agenda.move(actor, id, version, to === 'before' ? { to, itemId: itemId ?? null } : { to });
  }

  @Delete('agenda-items/:id')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async remove(@ByMember() actor: Member, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    await this.agenda.remove(actor, id, version);
  }

  @Get('councils/:id/agenda-templates')
  @For('member')
  @ApiOkResponse({ type: AgendaTemplateView, isArray: true })
  async templatesOf(@ByMember() actor: Member, @PathId() id: string): Promise<AgendaTemplateView[]> {
    return presentTemplates(await this.templates.ofCouncil(actor, id));
  }

  /** Keeps the agenda of the meeting for the next time. */
  @Post('meetings/:id/agenda-template')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async keepTemplate(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { name, isStanding }: AgendaTemplateRequest,
    @Once() once: OnceKey,
  ): Promise<void> {
    await this.templates.keep(actor, id, { name, isStanding: isStanding ?? false }, once);
  }

  @Delete('agenda-templates/:id')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async removeTemplate(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.templates.remove(actor, id);
  }

  @Post('meetings/:id/agenda/template')
  @For('member')
  @ApiCreatedResponse({ type: AgendaView })
  async useTemplate(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { templateId }: TemplateChoiceRequest,
    @Once() once: OnceKey,
  ): Promise<AgendaView> {
    await this.templates.use(actor, id, templateId, once);
    return this.ofMeeting(actor, id);
  }

  @Post('meetings/:id/agenda-proposals')
  @For('member')
  @ApiCreatedResponse({ type: AgendaView })
  async propose(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: AgendaProposalRequest,
    @Once() once: OnceKey,
  ): Promise<AgendaView> {
    const { title, type, minutes = null, presenter, text } = input;
    const proposal = { title, type, minutes, presenter: presenter ?? '', text: text ?? '' };
    await this.proposals.propose(actor, id, proposal, once);
    return this.ofMeeting(actor, id);
  }

  @Post('agenda-proposals/:id/taking')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async take(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { visibility }: ProposalTakingRequest,
  ): Promise<void> {
    await this.proposals.take(actor, id, version, visibility ?? 'members');
  }

  @Post('agenda-proposals/:id/declining')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async decline(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { reason }: ProposalDecliningRequest,
  ): Promise<void> {
    await this.proposals.decline(actor, id, version, reason);
  }

  @Post('agenda-proposals/:id/withdrawal')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async withdraw(@ByMember() actor: Member, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    await this.proposals.withdraw(actor, id, version);
  }
}

function itemOf({ title, type, minutes, presenter, text, visibility }: AgendaItemRequest): AgendaItemInput {
  return {
    title,
    type,
    minutes: minutes ?? null,
    presenter: presenter ?? '',
    text: text ?? '',
    visibility: visibility ?? 'members',
  };
}
