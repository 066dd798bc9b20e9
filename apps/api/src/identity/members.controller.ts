import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Member, MembersQueries } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { MemberView, presentMember } from './members.presenter.js';

/** The people of the own agency. */
@ApiTags('members')
@Controller('members')
export class MembersController {
  constructor(private readonly members: MembersQueries) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: MemberView, isArray: true })
  async colleagues(@ByMember() actor: Member): Promise<MemberView[]> {
    return (await this.members.colleagues(actor)).map(presentMember);
  }
}
