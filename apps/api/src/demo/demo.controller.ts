import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DemoAccounts, type Role, roleNames, roles } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { ShowsId, ShowsText } from '../http/view.js';

/** A demo person whom one click signs in. */
export class DemoAccountView {
  @ShowsText() email!: string;
  @ShowsText() password!: string;
  @ShowsText() name!: string;
  @ShowsText() agency!: string;
  @ShowsId() agencyId!: string;
  @ShowsText({ codes: roles }) role!: Role;
  @ShowsText() roleName!: string;
}

/** The people of the demo region. The route exists in demo mode only. */
@ApiTags('demo')
@Controller('demo')
export class DemoController {
  constructor(private readonly accounts: DemoAccounts) {}

  @Get('accounts')
  @For('public')
  @ApiOkResponse({ type: DemoAccountView, isArray: true })
  async list(): Promise<DemoAccountView[]> {
    return (await this.accounts.list()).map(({ email, password, name, agency, agencyId, role }) => ({
      email,
      password,
      name,
      agency,
      agencyId,
      role,
      roleName: roleNames[role],
    }));
  }
}
