import { Module } from '@nestjs/common';
import { DirectoryModule } from '#libs/directory';
import { IdentityModule } from '#libs/identity';
import { InvitationsController } from './invitations.controller.js';
import { MembersController } from './members.controller.js';
import { SessionController } from './session.controller.js';

@Module({
  imports: [IdentityModule, DirectoryModule],
  controllers: [SessionController, MembersController, InvitationsController],
  providers: [SessionController],
})
export class IdentityHttpModule {}
