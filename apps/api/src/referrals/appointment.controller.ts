import { Body, Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Config, NotFound, type OnceKey } from '#libs/platform';
import { Appointments, calendarFile, Conversations, type LineAddress } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { AppointmentRequest, OutcomeRequest, TimeChoiceRequest } from './conversation.dto.js';
import { type ConversationView, presentConversation } from './conversation.presenter.js';
import { LineAt } from './line-move.js';
import { Say } from './line-say.js';

/** Meetings with the person: offered, agreed on, kept or missed. */
@ApiTags('referrals')
@Controller('referrals/:id/recipients/:rid')
export class AppointmentController {
  constructor(
    private readonly appointments: Appointments,
    private readonly conversations: Conversations,
    private readonly config: Config,
  ) {}

  @Say('appointment')
  async offer(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { agreed, ...input }: AppointmentRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.appointments.offer(actor, at, { ...input, isAgreed: agreed }, once));
  }

  @Say('appointment/choice')
  async choose(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { nth }: TimeChoiceRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.appointments.choose(actor, at, nth, once));
  }

  @Say('appointment/cancellation')
  async cancel(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.appointments.cancel(actor, at, once));
  }

  @Say('appointment/outcome')
  async record(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { outcome }: OutcomeRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.appointments.record(actor, at, outcome, once));
  }

  /** The meeting for one's own calendar: the number stands there, nobody's name. */
  @Get('appointment.ics')
  @For('caseworker')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="appointment.ics"')
  @ApiProduces('text/calendar')
  @ApiOkResponse({ schema: { type: 'string' } })
  async calendar(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') lineId: string,
  ): Promise<string> {
    const found = await this.conversations.agreedAppointment(actor, id, lineId);
    const { appointment, number } = found ?? {};
    if (!appointment?.startsAt || !appointment.endsAt) throw new NotFound();
    return calendarFile({
      uid: `${appointment.id}@${new URL(this.config.publicUrl).hostname}`,
      startsAt: appointment.startsAt,
      endsAt: appointment.endsAt,
      summary: `面談（連携依頼 ${number}）`,
      place: appointment.words?.place,
      note: [appointment.words?.link, appointment.words?.note].filter(Boolean).join('\n'),
      url: `${this.config.publicUrl}/referrals/${id}`,
      sequence: appointment.sequence,
      changedAt: appointment.changedAt,
    });
  }

  private async show(actor: Member, referralId: string): Promise<ConversationView> {
    return presentConversation(await this.conversations.of(actor, referralId));
  }
}
