import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import {
  type BasisCode,
  basisCodes,
  basisOf,
  categoryCodes,
  type DataCategory,
  type GroundRecord,
  type GroundState,
  groundStateCodes,
  groundStates,
  LegalGrounds,
  LegalGroundsQueries,
  type Purpose,
  purposeCodes,
} from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { Day, Id, OneOf, SomeOf, Text } from '../http/fields.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsDay, ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText } from '../http/view.js';

/** A ground that may be chosen. */
export class LegalBasisView {
  @ShowsText({ codes: basisCodes }) code!: BasisCode;
  @ShowsText() name!: string;
  @ShowsText() article!: string;
  @ShowsText() meaning!: string;
  /** No lawyer has checked the wording yet. */
  @ShowsFlag() toBeChecked!: boolean;
}

/** What is to be told without consent. */
export class GroundRequest {
  @Id({ label: '伝える相手' })
  recipientAgencyId!: string;

  @OneOf(purposeCodes, { label: '利用目的' })
  purpose!: Purpose;

  @SomeOf(categoryCodes, { label: '伝える内容', min: 1 })
  categories!: DataCategory[];

  @OneOf(basisCodes, { label: '根拠' })
  basis!: BasisCode;

  @Text({ label: '理由', max: 2000, min: 10 })
  reason!: string;

  @Day({ label: '期限' })
  untilDay!: string;
}

/** A ground, and how it stands. */
export class GroundView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsId() personId!: string;
  @ShowsId() recipientAgencyId!: string;
  @ShowsText() recipientName!: string;
  @ShowsText({ codes: purposeCodes }) purpose!: Purpose;
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsText({ codes: basisCodes }) basis!: BasisCode;
  @ShowsText() basisName!: string;
  @ShowsText() article!: string;
  @ShowsFlag() toBeChecked!: boolean;
  @ShowsText() reason!: string;
  @ShowsText({ codes: groundStateCodes }) state!: GroundState;
  @ShowsText() stateName!: string;
  @ShowsDay() untilDay!: string;
  @ShowsText() proposedBy!: string;
  @ShowsMoment() proposedAt!: string;
  @ShowsText({ nullable: true }) decidedBy!: string | null;
  @ShowsMoment({ nullable: true }) decidedAt!: string | null;
  @ShowsMoment({ nullable: true }) endedAt!: string | null;
  @ShowsFlag() mayDecide!: boolean;
  @ShowsFlag() mayEnd!: boolean;
  @ShowsNumber() version!: number;
}

/** Disclosure without consent, on a named ground. */
@ApiTags('consents')
@Controller()
export class LegalGroundsController {
  constructor(
    private readonly grounds: LegalGrounds,
    private readonly queries: LegalGroundsQueries,
  ) {}

  @Get('legal-bases')
  @For('caseworker')
  @ApiOkResponse({ type: LegalBasisView, isArray: true })
  bases(): LegalBasisView[] {
    return basisCodes.map((code) => {
      const { name, article, meaning, toBeChecked = false } = basisOf(code);
      return { code, name, article, meaning, toBeChecked };
    });
  }

  @Get('legal-grounds')
  @For('caseworker')
  @ApiOkResponse({ type: GroundView, isArray: true })
  async current(@ByMember() actor: Member): Promise<GroundView[]> {
    return (await this.queries.current(actor)).map(presentGround);
  }

  @Get('people/:id/legal-grounds')
  @For('caseworker')
  @ApiOkResponse({ type: GroundView, isArray: true })
  async ofPerson(@ByMember() actor: Member, @PathId() id: string): Promise<GroundView[]> {
    return (await this.queries.ofPerson(actor, id)).map(presentGround);
  }

  @Post('people/:id/legal-grounds')
  @For('caseworker')
  @ApiCreatedResponse({ type: GroundView })
  async propose(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: GroundRequest,
    @Once() once: OnceKey,
  ): Promise<GroundView> {
    const groundId = await this.grounds.propose(actor, id, input, once);
    return presentGround(await this.queries.one(actor, groundId));
  }

  @Post('legal-grounds/:id/approval')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: GroundView })
  async approve(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Once() once: OnceKey,
  ): Promise<GroundView> {
    await this.grounds.approve(actor, id, version, once);
    return presentGround(await this.queries.one(actor, id));
  }

  @Post('legal-grounds/:id/refusal')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: GroundView })
  async refuse(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Once() once: OnceKey,
  ): Promise<GroundView> {
    await this.grounds.refuse(actor, id, version, once);
    return presentGround(await this.queries.one(actor, id));
  }

  @Post('legal-grounds/:id/ending')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: GroundView })
  async end(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Once() once: OnceKey,
  ): Promise<GroundView> {
    await this.grounds.end(actor, id, version, once);
    return presentGround(await this.queries.one(actor, id));
  }
}

function presentGround(ground: GroundRecord): GroundView {
  const { name, article, toBeChecked = false } = basisOf(ground.basis);
  return {
    id: ground.id,
    number: ground.number,
    personId: ground.personId,
    recipientAgencyId: ground.recipientAgencyId,
    recipientName: ground.recipientName,
    purpose: ground.purpose,
    categories: categoryCodes.filter((code) => ground.categories.includes(code)),
    basis: ground.basis,
    basisName: name,
    article,
    toBeChecked,
    reason: ground.reason,
    state: ground.state,
    stateName: groundStates[ground.state],
    untilDay: ground.untilDay,
    proposedBy: ground.proposedBy,
    proposedAt: ground.proposedAt.toISOString(),
    decidedBy: ground.decidedBy,
    decidedAt: ground.decidedAt?.toISOString() ?? null,
    endedAt: ground.endedAt?.toISOString() ?? null,
    mayDecide: ground.mayDecide,
    mayEnd: ground.mayEnd,
    version: ground.version,
  };
}
