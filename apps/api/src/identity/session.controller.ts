import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AgencyNames } from '#libs/directory';
import { type Actor, type LiveSession, MembersQueries, Sessions, SignIn } from '#libs/identity';
import { Config, NotFound, Unauthenticated } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { originOf } from '../http/origin.js';
import { By } from '../http/parameters.js';
import type { PortalRequest } from '../http/request.js';
import { sessionCookie } from '../http/session-cookie.js';
import { ActForRequest, SignInRequest } from './session.dto.js';
import { presentSession, SessionView } from './session.presenter.js';

/** Sign-in, the present session, sign-out. */
@ApiTags('session')
@Controller('session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly members: MembersQueries,
    private readonly agencyNames: AgencyNames,
    private readonly config: Config,
  ) {}

  @Post()
  @For('public')
  @ApiCreatedResponse({ type: SessionView })
  async begin(
    @Body() input: SignInRequest,
    @Req() request: PortalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const token = await this.signIn.begin(input.email, input.password, originOf(request));
    return this.welcome(token, request, reply);
  }

  @Get()
  @For('signedIn')
  @ApiOkResponse({ type: SessionView })
  async current(@Req() request: PortalRequest): Promise<SessionView> {
    if (!request.liveSession) throw new Unauthenticated();
    return this.present(request.liveSession);
  }

  @Post('extension')
  @HttpCode(200)
  @For('signedIn')
  @ApiOkResponse({ type: SessionView })
  async extend(@By() actor: Actor, @Req() request: PortalRequest): Promise<SessionView> {
    const idleUntil = await this.sessions.touch(actor.sessionId);
    if (!request.liveSession) throw new Unauthenticated();
    return this.present({ ...request.liveSession, idleUntil });
  }

  @Put('agency')
  @For('signedIn')
  @ApiOkResponse({ type: SessionView })
  async actFor(
    @By() actor: Actor,
    @Body() input: ActForRequest,
    @Req() request: PortalRequest,
  ): Promise<SessionView> {
    if (!(await this.sessions.actFor(actor, input.agencyId))) throw new NotFound();
    return this.present(await this.liveSession(actor.session, request));
  }

  @Delete()
  @HttpCode(204)
  @For('signedIn')
  @ApiNoContentResponse()
  async end(@By() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.end(actor);
    const { name, attributes } = sessionCookie(this.config);
    void reply.clearCookie(name, attributes).header('clear-site-data', '"cache", "storage"');
  }

  /** Sets the cookie of a session that has just begun, and shows it. */
  async welcome(token: string, request: PortalRequest, reply: FastifyReply): Promise<SessionView> {
    const { name, attributes } = sessionCookie(this.config);
    void reply.setCookie(name, token, attributes);
    return this.present(await this.liveSession(token, request));
  }

  private async liveSession(token: string, request: PortalRequest): Promise<LiveSession> {
    const session = await this.sessions.find(token, originOf(request));
    if (!session) throw new Unauthenticated();
    return session;
  }

  private async present(session: LiveSession): Promise<SessionView> {
    const agencies = await this.members.ownAgencies(session.actor);
    const names = await this.agencyNames.of(
      session.actor,
      agencies.map(({ agency_id }) => agency_id),
    );
    return presentSession(session, agencies, names, this.config.demo);
  }
}
