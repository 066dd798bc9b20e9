import { applyDecorators, createParamDecorator, type ExecutionContext, HttpCode, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse } from '@nestjs/swagger';
import type { Audience } from '#libs/identity';
import type { LineAddress } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { onMethod } from '../http/on-method.js';
import { ifMatchHeader, versionSeen } from '../http/parameters.js';
import { documentedId, idOf } from '../http/path-id.js';
import type { PortalRequest } from '../http/request.js';
import { ReferralView } from './referrals.presenter.js';

/** A route that moves a line and answers with the referral as it is then. */
export function Move(route: string, audience: Audience): MethodDecorator {
  return applyDecorators(Post(route), HttpCode(200), For(audience), ApiOkResponse({ type: ReferralView }));
}

const lineAddress = createParamDecorator((_: unknown, context: ExecutionContext): LineAddress => {
  const request = context.switchToHttp().getRequest<PortalRequest>();
  const { id, rid } = request.params ?? {};
  return { referralId: idOf(id), lineId: idOf(rid), seenVersion: versionSeen(request) };
});

/** The line of the address, and the version of it that the caller has seen. */
export function LineAt(): ParameterDecorator {
  return (target, key, index) => {
    lineAddress()(target, key, index);
    for (const described of [documentedId('id'), documentedId('rid'), ApiHeader(ifMatchHeader)])
      onMethod(described, target, key);
  };
}
