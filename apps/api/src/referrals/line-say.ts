import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Audience } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { ConversationView } from './conversation.presenter.js';

/** A route by which something is said on a line; it answers with all that is said. */
export function Say(route: string, audience: Audience = 'caseworker'): MethodDecorator {
  return applyDecorators(
    Post(route),
    HttpCode(200),
    For(audience),
    ApiOkResponse({ type: ConversationView }),
  );
}
