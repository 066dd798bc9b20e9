import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { ReferralsModule } from '#libs/referrals';
import { ApprovalsController } from './approvals.controller.js';
import { DeclineReviewsController, LineDeclineController } from './declines.controller.js';
import { TransfersController } from './transfers.controller.js';
import { AppointmentController } from './appointment.controller.js';
import { ConversationController } from './conversation.controller.js';
import { ConversationSettingsController } from './conversation-settings.controller.js';
import { IntakeController } from './intake.controller.js';
import { IntakePagesController } from './intake-pages.controller.js';
import { TrayFilesController } from './tray-files.controller.js';
import { BundleIntakesController, ReferralBundlesController } from './exchange.controller.js';
import { FiguresController } from './figures.controller.js';
import { LettersController } from './letters.controller.js';
import { PaperOrdersController } from './paper-orders.controller.js';
import { OnwardController } from './onward.controller.js';
import { AbsencesController, DeadlinesController, LineLoopController } from './loop.controller.js';
import { OutsideController } from './outside.controller.js';
import { PackagesController } from './packages.controller.js';
import { ParticularsController } from './particulars.controller.js';
import { ReceivingController } from './receiving.controller.js';
import { ReferralsController } from './referrals.controller.js';
import { SealedPagesController } from './sealed-pages.controller.js';
import { VacancyInquiriesController } from './vacancy-inquiries.controller.js';
import { SendingController } from './sending.controller.js';

@Module({
  imports: [IdentityModule, ReferralsModule],
  controllers: [
    ApprovalsController,
    DeclineReviewsController,
    LineDeclineController,
    TransfersController,
    ReferralsController,
    PackagesController,
    SendingController,
    ReceivingController,
    AppointmentController,
    ConversationController,
    ConversationSettingsController,
    IntakeController,
    IntakePagesController,
    OnwardController,
    OutsideController,
    ParticularsController,
    SealedPagesController,
    FiguresController,
    TrayFilesController,
    LettersController,
    ReferralBundlesController,
    BundleIntakesController,
    PaperOrdersController,
    LineLoopController,
    DeadlinesController,
    AbsencesController,
    VacancyInquiriesController,
  ],
})
export class ReferralsHttpModule {}
