import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import { type LiveSession, Sessions } from '#libs/identity';
import { Config } from '#libs/platform';
import { originOf } from './origin.js';
import type { PortalRequest } from './request.js';
import { sessionCookie } from './session-cookie.js';

/** Milliseconds for which a session found before the body still stands: a right that ended meanwhile is noticed. */
const freshFor = 200;

/** Finds the live session behind the cookie; passport's own session handling is not used. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, 'session-cookie') {
  constructor(
    private readonly sessions: Sessions,
    private readonly config: Config,
  ) {
    super();
  }

  async validate(request: PortalRequest): Promise<LiveSession | false> {
    const { foundFirst } = request;
    if (foundFirst && performance.now() - foundFirst.at < freshFor) return foundFirst.session;
    return (await this.find(request)) ?? false;
  }

  /** The live session that a request belongs to, or nothing. */
  async find(request: PortalRequest): Promise<LiveSession | undefined> {
    const token = request.cookies[sessionCookie(this.config).name];
    if (!token || !/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
    return this.sessions.find(token, originOf(request));
  }
}
