import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import {
  type AskedService,
  askedServiceCodes,
  askedServices,
  type IntakeAsker,
  intakeAskerCodes,
  intakeAskers,
  type IntakeRecord,
  IntakeRequests,
  ReferralDetails,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Flag } from '../http/fields.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';
import { presentReferral, ReferralView } from './referrals.presenter.js';

/** Registering although somebody alike is registered. */
export class IntakeRegistrationRequest {
  @Flag({ label: '似た方がいても登録する', optional: true })
  allowDuplicate?: boolean;
}

/** Who asks: open to the agency that has taken over. */
export class IntakePersonView {
  @ShowsText() name!: string;
  @ShowsText() kana!: string;
  @ShowsText() phone!: string;
  @ShowsText() email!: string;
  @ShowsText() askerName!: string;
  @ShowsText() words!: string;
}

/** A request of somebody without an account. */
export class IntakeView {
  @ShowsId() id!: string;
  @ShowsNumber() version!: number;
  @ShowsText() number!: string;
  @ShowsText() area!: string;
  @ShowsText({ codes: intakeAskerCodes }) asker!: IntakeAsker;
  @ShowsText() askerName!: string;
  @ShowsText({ list: true, codes: askedServiceCodes }) services!: AskedService[];
  @ShowsText({ list: true }) serviceNames!: string[];
  @ShowsText({ codes: ['open', 'taken', 'closed'] }) state!: IntakeRecord['state'];
  @ShowsMoment() confirmedAt!: string;
  @ShowsText({ nullable: true }) takenBy!: string | null;
  @ShowsId({ nullable: true }) referralId!: string | null;
  @ShowsFlag() own!: boolean;
  @ShowsView(() => IntakePersonView, { nullable: true }) person!: IntakePersonView | null;
}

/** Requests of the own area. */
export class IntakesView {
  @ShowsView(() => IntakeView, { list: true }) items!: IntakeView[];
}

/** Requests of people who ask by themselves. */
@ApiTags('referrals')
@Controller('intake-requests')
export class IntakeController {
  constructor(
    private readonly requests: IntakeRequests,
    private readonly details: ReferralDetails,
  ) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: IntakesView })
  async list(@ByMember() actor: Member): Promise<IntakesView> {
    return { items: (await this.requests.list(actor)).map(present) };
  }

  @Post(':id/takeover')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: IntakeView })
  async take(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Once() once: OnceKey,
  ): Promise<IntakeView> {
    return present(await this.requests.take(actor, id, version, once));
  }

  /** Answers with the new draft. */
  @Post(':id/registration')
  @For('caseworker')
  @ApiCreatedResponse({ type: ReferralView })
  async register(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() seenVersion: number,
    @Body() { allowDuplicate = false }: IntakeRegistrationRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    const draft = await this.requests.register(actor, id, { allowDuplicate, seenVersion }, once);
    return presentReferral(await this.details.record(actor, draft));
  }
}

function present(record: IntakeRecord): IntakeView {
  const { words } = record;
  return {
    id: record.id,
    version: record.version,
    number: record.number,
    area: record.area,
    asker: record.asker,
    askerName: intakeAskers[record.asker],
    services: [...record.services],
    serviceNames: record.services.map((code) => askedServices[code]),
    state: record.state,
    confirmedAt: record.confirmedAt.toISOString(),
    takenBy: record.takenBy,
    referralId: record.referralId,
    own: record.state !== 'open',
    person: words && {
      name: words.name,
      kana: words.kana,
      phone: words.phone,
      email: words.email,
      askerName: words.askerName,
      words: words.words,
    },
  };
}
