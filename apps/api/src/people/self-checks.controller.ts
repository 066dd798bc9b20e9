import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import {
  checkText,
  selfCheckCompanionCodes,
  selfCheckCompanions,
  type SelfCheckCompanion,
  selfCheckItemCodes,
  selfCheckItems,
  type SelfCheckItem,
  type SelfCheckLevel,
  type SelfCheckRecord,
  SelfChecks,
} from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { Day, OneOf, Parts, Text, WholeNumber } from '../http/fields.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsDay, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** How one thing went. */
export class SelfCheckLevelPart {
  @OneOf(selfCheckItemCodes, { label: '項目' })
  item!: SelfCheckItem;

  @WholeNumber({ label: '振り返り', min: 1, max: 4 })
  level!: number;
}

/** How the person saw it on one day. */
export class SelfCheckRequest {
  @Day({ label: '振り返った日' })
  checkedOn!: string;

  @OneOf(selfCheckCompanionCodes, { label: 'だれと振り返ったか' })
  with!: SelfCheckCompanion;

  @Parts(() => SelfCheckLevelPart, { label: '振り返り', min: 1, max: selfCheckItemCodes.length })
  levels!: SelfCheckLevelPart[];

  @Text({ label: 'ひとこと', max: 1000, min: 0, optional: true })
  note?: string | null;
}

/** How one thing went, in words. */
export class SelfCheckLevelView {
  @ShowsText({ codes: selfCheckItemCodes }) item!: SelfCheckItem;
  @ShowsText() itemName!: string;
  @ShowsNumber() level!: number;
}

/** One entry of the series. */
export class SelfCheckView {
  @ShowsId() id!: string;
  @ShowsDay() checkedOn!: string;
  @ShowsText() withName!: string;
  @ShowsView(() => SelfCheckLevelView, { list: true }) levels!: SelfCheckLevelView[];
  @ShowsText() note!: string;
  /** The entry in words, as a package tells it. */
  @ShowsText() text!: string;
  @ShowsMoment() createdAt!: string;
  @ShowsText() createdBy!: string;
}

/** The self-check of part 6 of the work passport: a series, one entry each time the person looks back. */
@ApiTags('own sheets')
@Controller('people/:id/self-checks')
export class SelfChecksController {
  constructor(private readonly checks: SelfChecks) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: SelfCheckView, isArray: true })
  async ofPerson(@ByMember() actor: Member, @PathId() id: string): Promise<SelfCheckView[]> {
    return (await this.checks.ofPerson(actor, id)).map(presentCheck);
  }

  @Post()
  @For('caseworker')
  @ApiCreatedResponse({ type: SelfCheckView, isArray: true })
  async add(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { levels, note, ...input }: SelfCheckRequest,
    @Once() once: OnceKey,
  ): Promise<SelfCheckView[]> {
    const chosen = Object.fromEntries(levels.map(({ item, level }) => [item, level as SelfCheckLevel]));
    await this.checks.add(actor, id, { ...input, levels: chosen, note: note ?? '' }, once);
    return this.ofPerson(actor, id);
  }

  /** Strikes out an entry that was written by mistake. */
  @Delete(':sid')
  @HttpCode(204)
  @For('caseworker')
  @ApiNoContentResponse()
  async strike(@ByMember() actor: Member, @PathId() id: string, @PathId('sid') sid: string): Promise<void> {
    await this.checks.strike(actor, id, sid);
  }
}

function presentCheck(check: SelfCheckRecord): SelfCheckView {
  return {
    id: check.id,
    checkedOn: check.checkedOn,
    withName: selfCheckCompanions[check.with],
    levels: selfCheckItemCodes.flatMap((item) => {
      const level = check.levels[item];
      return level ? [{ item, itemName: selfCheckItems[item], level }] : [];
    }),
    note: check.note,
    text: checkText(check),
    createdAt: check.createdAt.toISOString(),
    createdBy: check.createdBy,
  };
}
