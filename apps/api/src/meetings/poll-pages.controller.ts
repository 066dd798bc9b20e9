import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Ballot, type PollAnswer, pollAnswerCodes, pollPath, PollVotes } from '#libs/meetings';
import { For } from '../http/audience.decorator.js';
import type { FormFields } from '../http/forms.js';
import { mailedToken, replyWithPage } from '../http/mailed-link.js';
import type { PortalRequest } from '../http/request.js';
import { pollPage, unknownPollPage } from './poll.page.js';

const longestComment = 300;

/**
 * Where somebody answers a date poll by the link in their mail. Reading changes nothing, since programs that check mails
 * follow links; only the form does.
 */
@ApiExcludeController()
@Controller('date-polls')
export class PollPagesController {
  constructor(private readonly votes: PollVotes) {}

  @Get(':token')
  @For('public')
  async show(@Param('token') given: string, @Res() reply: FastifyReply): Promise<void> {
    await this.answerWith(reply, given);
  }

  @Post(':token')
  @For('public')
  async answer(
    @Param('token') given: string,
    @Body() form: FormFields | undefined,
    @Req() request: PortalRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = ballotIn(form ?? {});
    if ('mistake' in read) return this.answerWith(reply, given, read.mistake);
    if (mailedToken.test(given))
      await this.votes.voteByLink(given, read, { requestId: request.id, ip: request.ip });
    // Whatever came of it stands on the page: reloading it sends nothing a second time.
    await reply.redirect(pollPath(encodeURIComponent(given)), 303);
  }

  private async answerWith(reply: FastifyReply, given: string, mistake?: string): Promise<void> {
    const poll = mailedToken.test(given) ? await this.votes.find(given) : undefined;
    await replyWithPage(reply, poll && pollPage(poll, pollPath(given), mistake), unknownPollPage, mistake);
  }
}

/** What the form says: an answer beside each option. What is no answer is none; ids are checked where they are written. */
function ballotIn(form: FormFields): Ballot | { readonly mistake: string } {
  const comment = form['comment']?.[0]?.trim() ?? '';
  if (comment.length > longestComment)
    return { mistake: `ひとことは${longestComment}文字以内で入力してください。` };
  const answers = Object.fromEntries(
    Object.entries(form).flatMap(([option, [said]]) =>
      isAnswer(said) ? [[option.toLowerCase(), said] as const] : [],
    ),
  );
  if (Object.keys(answers).length === 0)
    return { mistake: '候補日ごとに○△×のどれかを選んでから、「回答する」を押してください。' };
  return { answers, comment };
}

function isAnswer(said: string | undefined): said is PollAnswer {
  return pollAnswerCodes.some((code) => code === said);
}
