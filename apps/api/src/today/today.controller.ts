import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { IncomingQueries, type Worklists, WorklistsQueries } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** How much waits on the desk. */
export class TodayView implements Worklists {
  @ShowsNumber() arrived!: number;
  @ShowsNumber() toAnswer!: number;
  @ShowsNumber() supporting!: number;
  @ShowsNumber() waiting!: number;
  @ShowsNumber() toConfirm!: number;
  @ShowsNumber() overdue!: number;
  @ShowsNumber() drafts!: number;
  @ShowsNumber() toApprove!: number;
  @ShowsNumber() consentsEnding!: number;
  @ShowsNumber() unreadNotices!: number;
}

/** A referral in which something was said that one has not read yet. */
export class UnreadReferralView {
  @ShowsId() referralId!: string;
  @ShowsText() number!: string;
  @ShowsText() agency!: string;
  @ShowsNumber() messages!: number;
  @ShowsMoment() lastAt!: string;
}

/** What has come in from others beside referrals. */
export class IncomingView {
  @ShowsView(() => UnreadReferralView, { list: true }) unread!: UnreadReferralView[];
  @ShowsNumber() unreadReferrals!: number;
  @ShowsNumber() openIntakes!: number;
  @ShowsNumber() takenIntakes!: number;
  /** Inquiries for room that wait for the own answer. */
  @ShowsNumber() openInquiries!: number;
}

/** 今日やること. */
@ApiTags('today')
@Controller('today')
export class TodayController {
  constructor(
    private readonly worklists: WorklistsQueries,
    private readonly incoming: IncomingQueries,
  ) {}

  /** Unread words of other agencies, and requests of people and families. */
  @Get('incoming')
  @For('caseworker')
  @ApiOkResponse({ type: IncomingView })
  async come(@ByMember() actor: Member): Promise<IncomingView> {
    const { unread, ...counts } = await this.incoming.of(actor);
    const { unreadReferrals, openIntakes, takenIntakes, openInquiries } = counts;
    return {
      unread: unread.map(({ referralId, number, agency, messages, lastAt }) => ({
        ...{ referralId, number, agency, messages },
        lastAt: lastAt.toISOString(),
      })),
      ...{ unreadReferrals, openIntakes, takenIntakes, openInquiries },
    };
  }

  @Get()
  @For('member')
  @ApiOkResponse({ type: TodayView })
  async today(@ByMember() actor: Member): Promise<TodayView> {
    const {
      arrived,
      toAnswer,
      supporting,
      waiting,
      toConfirm,
      overdue,
      drafts,
      toApprove,
      consentsEnding,
      unreadNotices,
    } = await this.worklists.of(actor);
    return {
      arrived,
      toAnswer,
      supporting,
      waiting,
      toConfirm,
      overdue,
      drafts,
      toApprove,
      consentsEnding,
      unreadNotices,
    };
  }
}
