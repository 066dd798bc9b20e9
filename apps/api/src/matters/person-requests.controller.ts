import { Body, Controller, Get, Header, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { PersonRequests, PersonRequestsQueries } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { Dossiers } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  PersonAnswerRequest,
  PersonDropRequest,
  IdentificationRequest,
  PersonRequestRequest,
  RequestDecisionRequest,
  RequestsQuery,
} from './person-requests.dto.js';
import {
  PersonRequestView,
  presentRequest,
  presentRequests,
  PersonRequestsView,
} from './person-requests.presenter.js';

const file = { schema: { type: 'string', format: 'binary' } } as const;

/** What people ask about their own data, and how they are answered. */
@ApiTags('people')
@Controller()
export class PersonRequestsController {
  constructor(
    private readonly requests: PersonRequests,
    private readonly queries: PersonRequestsQueries,
    private readonly dossiers: Dossiers,
  ) {}

  @Get('person-requests')
  @For('caseworker')
  @ApiOkResponse({ type: PersonRequestsView })
  async list(
    @ByMember() actor: Member,
    @Query() { closed, page, perPage }: RequestsQuery,
  ): Promise<PersonRequestsView> {
    return presentRequests(await this.queries.list(actor, { closed: closed ?? false, page, perPage }));
  }

  @Get('people/:id/requests')
  @For('caseworker')
  @ApiOkResponse({ type: PersonRequestView, isArray: true })
  async ofPerson(@ByMember() actor: Member, @PathId() id: string): Promise<PersonRequestView[]> {
    return (await this.queries.ofPerson(actor, id)).map(presentRequest);
  }

  @Post('people/:id/requests')
  @For('caseworker')
  @ApiCreatedResponse({ type: PersonRequestView })
  async receive(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: PersonRequestRequest,
    @Once() once: OnceKey,
  ): Promise<PersonRequestView> {
    const requestId = await this.requests.receive(actor, id, input, once);
    return presentRequest(await this.queries.one(actor, requestId));
  }

  @Get('person-requests/:id')
  @For('caseworker')
  @ApiOkResponse({ type: PersonRequestView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<PersonRequestView> {
    return presentRequest(await this.queries.one(actor, id));
  }

  @Post('person-requests/:id/identification')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: PersonRequestView })
  async identify(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { means }: IdentificationRequest,
  ): Promise<PersonRequestView> {
    await this.requests.identify(actor, id, means, version);
    return presentRequest(await this.queries.one(actor, id));
  }

  @Post('person-requests/:id/decision')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: PersonRequestView })
  async decide(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: RequestDecisionRequest,
  ): Promise<PersonRequestView> {
    await this.requests.decide(actor, id, input, version);
    return presentRequest(await this.queries.one(actor, id));
  }

  @Post('person-requests/:id/answer')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: PersonRequestView })
  async answer(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: PersonAnswerRequest,
  ): Promise<PersonRequestView> {
    await this.requests.answer(actor, id, input, version);
    return presentRequest(await this.queries.one(actor, id));
  }

  @Post('person-requests/:id/dropping')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: PersonRequestView })
  async drop(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { note }: PersonDropRequest,
  ): Promise<PersonRequestView> {
    await this.requests.drop(actor, id, note ?? null, version);
    return presentRequest(await this.queries.one(actor, id));
  }

  /** Everything that is kept about the person, as one paper. */
  @Get('person-requests/:id/dossier.pdf')
  @For('manager')
  @ApiProduces('application/pdf')
  @ApiOkResponse(file)
  @Header('X-Content-Type-Options', 'nosniff')
  async paper(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return pdf((await this.dossiers.paper(actor, id)).content, `dossier-${id.slice(-6)}.pdf`);
  }

  /** The paper, the same as data, and every file. */
  @Get('person-requests/:id/dossier.zip')
  @For('manager')
  @ApiProduces('application/zip')
  @ApiOkResponse(file)
  @Header('X-Content-Type-Options', 'nosniff')
  async archive(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return new StreamableFile(await this.dossiers.archive(actor, id), {
      type: 'application/zip',
      disposition: `attachment; filename="dossier-${id.slice(-6)}.zip"`,
    });
  }

  /** The letter with which the request is answered. */
  @Get('person-requests/:id/letter.pdf')
  @For('manager')
  @ApiProduces('application/pdf')
  @ApiOkResponse(file)
  @Header('X-Content-Type-Options', 'nosniff')
  async letter(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return pdf((await this.dossiers.letter(actor, id)).content, `letter-${id.slice(-6)}.pdf`);
  }
}

function pdf(content: Buffer, filename: string): StreamableFile {
  return new StreamableFile(content, {
    type: 'application/pdf',
    length: content.length,
    disposition: `attachment; filename="${filename}"`,
  });
}
