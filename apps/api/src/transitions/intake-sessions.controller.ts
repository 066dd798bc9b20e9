import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Config, type OnceKey } from '#libs/platform';
import { calendarFile, IntakeSessions, SessionRosters } from '#libs/referrals';
import { pdfAnswer, pdfSchema } from '../disclosures/pdf.answer.js';
import { For } from '../http/audience.decorator.js';
import { Flag, Id, Matching, Text, WholeNumber } from '../http/fields.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  IntakeSessionView,
  OpenSessionView,
  presentBooking,
  presentSession,
  ReferralSlotView,
} from './intake-sessions.presenter.js';

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const momentSays = { says: '日時を「2026-12-01T10:00:00+09:00」の形で入力してください', max: 40 };

/** How many places a session has where nobody says. */
const usualSlots = 6;

/** Which month, whose. */
export class SessionsQuery {
  @Matching(/^\d{4}-(0[1-9]|1[0-2])$/, {
    label: '月',
    says: '月を「2026-12」の形で入力してください',
    max: 7,
    optional: true,
  })
  month?: string;

  @Flag({ label: '自機関の回だけ', optional: true })
  own?: boolean;
}

/** A session as an agency plans it. */
export class SessionRequest {
  @Text({ label: '名前', max: 100 })
  title!: string;

  @Matching(moment, { label: '開始', ...momentSays })
  startsAt!: string;

  @Matching(moment, { label: '終了', ...momentSays })
  endsAt!: string;

  @Text({ label: '場所', max: 200, min: 0 })
  place!: string;

  @Text({ label: '案内', max: 1000, min: 0 })
  note!: string;

  @WholeNumber({ label: '枠の数', min: 1, max: 40, standard: 6 })
  slots?: number;
}

/** With which referral a place is taken. */
export class BookingRequest {
  @Id({ label: '連携依頼' })
  referralId!: string;
}

/** 面談・ガイダンスの回と枠. */
@ApiTags('transitions')
@Controller()
export class IntakeSessionsController {
  constructor(
    private readonly sessions: IntakeSessions,
    private readonly rosters: SessionRosters,
    private readonly config: Config,
  ) {}

  @Get('intake-sessions')
  @For('caseworker')
  @ApiOkResponse({ type: IntakeSessionView, isArray: true })
  async list(
    @ByMember() actor: Member,
    @Query() { month, own }: SessionsQuery,
  ): Promise<IntakeSessionView[]> {
    const wanted = month ?? monthInJapan();
    return (await this.sessions.ofMonth(actor, wanted, own ? actor.agencyId : undefined)).map(presentSession);
  }

  @Post('intake-sessions')
  @For('caseworker')
  @ApiCreatedResponse({ type: OpenSessionView })
  async plan(
    @ByMember() actor: Member,
    @Body() input: SessionRequest,
    @Once() once: OnceKey,
  ): Promise<OpenSessionView> {
    return this.show(
      actor,
      await this.sessions.plan(actor, { ...input, slots: input.slots ?? usualSlots }, once),
    );
  }

  @Get('intake-sessions/:id')
  @For('caseworker')
  @ApiOkResponse({ type: OpenSessionView })
  async open(@ByMember() actor: Member, @PathId() id: string): Promise<OpenSessionView> {
    return this.show(actor, id);
  }

  @Put('intake-sessions/:id')
  @For('caseworker')
  @ApiOkResponse({ type: OpenSessionView })
  async change(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: SessionRequest,
  ): Promise<OpenSessionView> {
    await this.sessions.change(actor, id, { ...input, slots: input.slots ?? usualSlots }, version);
    return this.show(actor, id);
  }

  @Post('intake-sessions/:id/cancellation')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: OpenSessionView })
  async cancel(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<OpenSessionView> {
    await this.sessions.cancel(actor, id, version);
    return this.show(actor, id);
  }

  @Post('intake-sessions/:id/bookings')
  @For('caseworker')
  @ApiCreatedResponse({ type: OpenSessionView })
  async book(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { referralId }: BookingRequest,
    @Once() once: OnceKey,
  ): Promise<OpenSessionView> {
    await this.sessions.book(actor, id, referralId, once);
    return this.show(actor, id);
  }

  @Delete('intake-bookings/:id')
  @HttpCode(204)
  @For('caseworker')
  @ApiNoContentResponse()
  async leave(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.sessions.leave(actor, id);
  }

  @Get('referrals/:id/intake-slots')
  @For('caseworker')
  @ApiOkResponse({ type: ReferralSlotView, isArray: true })
  async ofReferral(@ByMember() actor: Member, @PathId() id: string): Promise<ReferralSlotView[]> {
    return (await this.sessions.ofReferral(actor, id)).map(({ session, booking }) => ({
      session: presentSession(session),
      booking: presentBooking(booking),
    }));
  }

  /** The session for one's own calendar; nobody's name stands there. */
  @Get('intake-sessions/:id/calendar.ics')
  @For('caseworker')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="session.ics"')
  @ApiProduces('text/calendar')
  @ApiOkResponse({ schema: { type: 'string' } })
  async calendar(@ByMember() actor: Member, @PathId() id: string): Promise<string> {
    const { session } = await this.sessions.open(actor, id);
    return calendarFile({
      uid: `${session.id}@${new URL(this.config.publicUrl).hostname}`,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      summary: `${session.title}（${session.agency}）`,
      place: session.place,
      note: session.note,
      url: `${this.config.publicUrl}/intake-sessions/${session.id}`,
      sequence: session.version,
      changedAt: session.changedAt,
    });
  }

  /** 名簿, with the names that the session's agency may know at this moment. */
  @Get('intake-sessions/:id/roster')
  @For('caseworker')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfSchema)
  async roster(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return pdfAnswer(await this.rosters.print(actor, id), `roster-${id.slice(-6)}`);
  }

  private async show(actor: Member, id: string): Promise<OpenSessionView> {
    const { session, bookings } = await this.sessions.open(actor, id);
    return { session: presentSession(session), bookings: bookings.map(presentBooking) };
  }
}

function monthInJapan(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date()).slice(0, 7);
}
