import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { asMember, type Member, Sessions } from '#libs/identity';
import { Consents, People, type Purpose } from '#libs/people';
import { AuthDatabase, Clock, dayInJapan, type OnceKey, type SqlTx } from '#libs/platform';
import {
  Handovers,
  ParticularsService,
  Receiving,
  ReferralDetails,
  ReferralDrafts,
  Sending,
  Withdrawals,
} from '#libs/referrals';
import { playApprovals } from './approvals.demo.js';
import { playConsents } from './consents.demo.js';
import { playConversations } from './conversations.demo.js';
import { playCouncilRecords } from './council-records.demo.js';
import { playCouncils } from './councils.demo.js';
import { playInvitations } from './invitations.demo.js';
import { playDates } from './dates.demo.js';
import { playDeclines } from './declines.demo.js';
import { playFollowUps } from './follow-ups.demo.js';
import { playInquiries } from './inquiries.demo.js';
import { playLeaflet } from './leaflet.demo.js';
import { playMatters } from './matters.demo.js';
import type { DemoMember } from './members.demo.js';
import { playOutside } from './outside.demo.js';
import { type DemoPerson, demoPeople } from './people.demo.js';
import { playRecords } from './records.demo.js';
import { demoParticulars, type DemoReferral, demoReferrals } from './referrals.demo.js';
import { playSheets } from './sheets.demo.js';
import { playTransitions } from './transitions.demo.js';
import { playUpkeep } from './upkeep.demo.js';

/**
 * Lets the demo people do their work through the same services as everybody: what is on their desks has been drafted,
 * consented to, sent and answered by somebody who was signed in, and the audit says so.
 */
export class DemoStory {
  private readonly people: People;
  private readonly consents: Consents;
  private readonly drafts: ReferralDrafts;
  private readonly particulars: ParticularsService;
  private readonly sending: Sending;
  private readonly receiving: Receiving;
  private readonly withdrawals: Withdrawals;
  private readonly handovers: Handovers;
  private readonly details: ReferralDetails;
  private readonly sessions: Sessions;
  private readonly authDatabase: AuthDatabase;
  private readonly today: Date;
  private readonly actors = new Map<string, Member>();
  private readonly personIds = new Map<string, string>();

  constructor(
    private readonly api: INestApplicationContext,
    private readonly accountIds: ReadonlyMap<string, string>,
    private readonly members: readonly DemoMember[],
    private readonly operator: SqlTx,
  ) {
    const of = <T>(service: abstract new (...parts: never[]) => T): T =>
      api.get<T>(service, { strict: false });
    this.people = of(People);
    this.consents = of(Consents);
    this.drafts = of(ReferralDrafts);
    this.particulars = of(ParticularsService);
    this.sending = of(Sending);
    this.receiving = of(Receiving);
    this.withdrawals = of(Withdrawals);
    this.handovers = of(Handovers);
    this.details = of(ReferralDetails);
    this.sessions = of(Sessions);
    this.authDatabase = of(AuthDatabase);
    this.today = of(Clock).now();
  }

  /** People, their consent, and the referrals. */
  async playReferrals(): Promise<void> {
    for (const person of demoPeople) await this.register(person);
    for (const referral of demoReferrals) await this.refer(referral);
    await playSheets({
      api: this.api,
      members: this.members,
      actor: (login) => this.actor(login),
      person: (key) => this.personIds.get(key) ?? '',
      day: (fromToday) => this.day(fromToday),
    });
    await playTransitions({
      api: this.api,
      actor: (login) => this.actor(login),
      day: (fromToday) => this.day(fromToday),
    });
    await playMatters({
      api: this.api,
      actor: (login) => this.actor(login),
      day: (fromToday) => this.day(fromToday),
      person: (key) => this.personIds.get(key) ?? '',
    });
    await playFollowUps({
      api: this.api,
      actor: (login) => this.actor(login),
      day: (fromToday) => this.day(fromToday),
    });
    await playConversations({
      api: this.api,
      actor: (login) => this.actor(login),
      day: (fromToday) => this.day(fromToday),
    });
    await playConsents({
      api: this.api,
      members: this.members,
      actor: (login) => this.actor(login),
      day: (fromToday) => this.day(fromToday),
    });
    await playDeclines({
      api: this.api,
      actor: (login) => this.actor(login),
      day: (fromToday) => this.day(fromToday),
    });
    await playOutside({
      api: this.api,
      operator: this.operator,
      actor: (login) => this.actor(login),
      person: (key) => this.personIds.get(key) ?? '',
      day: (fromToday) => this.day(fromToday),
    });
    await playInquiries({
      api: this.api,
      operator: this.operator,
      actor: (login) => this.actor(login),
      day: (fromToday) => this.day(fromToday),
    });
    await playApprovals({
      api: this.api,
      members: this.members,
      actor: (login) => this.actor(login),
      day: (fromToday) => this.day(fromToday),
    });
  }

  /** The councils, the leaflet, the round of confirmation and the keeping of entries; then signs everybody out. */
  async playDirectory(): Promise<void> {
    const stage = {
      api: this.api,
      members: this.members,
      actor: (login: string) => this.actor(login),
      day: (fromToday: number) => this.day(fromToday),
    };
    const councils = await playCouncils(stage);
    await playCouncilRecords(stage, councils);
    await playInvitations(stage, councils);
    await playDates(stage, councils);
    await playLeaflet({
      api: this.api,
      members: this.members,
      actor: (login) => this.actor(login),
      day: (fromToday) => this.day(fromToday),
    });
    await playUpkeep({
      api: this.api,
      members: this.members,
      actor: (login) => this.actor(login),
      operator: this.operator,
    });
    await playRecords({
      api: this.api,
      members: this.members,
      actor: (login) => this.actor(login),
      day: (fromToday) => this.day(fromToday),
      operator: this.operator,
    });
    for (const actor of this.actors.values()) await this.sessions.end(actor);
  }

  private async register(person: DemoPerson): Promise<void> {
    const actor = await this.actor(person.by);
    const { name, kana, birthDate, phone } = person;
    const id = await this.people.register(
      actor,
      { name, kana, birthDate, phone, allowDuplicate: true },
      anew(),
    );
    this.personIds.set(person.key, id);
    for (const [category, fields] of Object.entries(person.sheets)) {
      await this.people.writeSheet(actor, id, category as keyof typeof person.sheets, fields, 0);
    }
  }

  private async refer(story: DemoReferral): Promise<void> {
    const sender = await this.actor(demoPeople.find(({ key }) => key === story.person)?.by ?? '');
    const personId = this.personIds.get(story.person) ?? '';
    const recipientAgencyIds = [story.to, ...(story.others ?? [])].map(
      (to) => this.members.find(({ key }) => key === to)?.id ?? '',
    );
    const consentId =
      story.progress === 'draft' ? undefined : await this.agree(sender, personId, recipientAgencyIds, story);
    const { mode = 'single', type, purpose, urgency = 'normal', services, categories, ask, wish } = story;
    const request = { ask, wish, background: '' };
    const draft = {
      recipientAgencyIds,
      mode,
      type,
      purpose,
      urgency,
      services,
      categories,
      replyBy: this.day(story.replyIn),
      request,
    };
    const id = await this.drafts.begin(sender, personId, draft, anew());
    const values = Object.entries(demoParticulars[type] ?? {}).map(
      ([code, value]) => [code, typeof value === 'number' ? this.day(value) : value] as const,
    );
    await this.particulars.write(sender, id, Object.fromEntries(values), 0);
    await this.advance(id, sender, story);
    if (story.progress === 'suspended' && consentId) {
      const heard = {
        toldBy: 'person',
        channel: 'desk',
        saidAt: new Date(),
        identityCheck: '来所した本人と、受給者証で確認',
      } as const;
      await this.withdrawals.withdraw(sender, consentId, { scope: 'whole' }, heard, 1, anew());
    }
  }

  private async agree(
    actor: Member,
    personId: string,
    recipientAgencyIds: readonly string[],
    story: DemoReferral,
  ): Promise<string> {
    const purposes: Purpose[] = [story.purpose, 'report_back'];
    return this.consents.record(
      actor,
      personId,
      {
        decision: 'given',
        decidedOn: this.day(0),
        validFrom: this.day(0),
        validUntil: this.day(story.consentFor ?? 365),
        method: 'written',
        givenBy: 'person',
        grants: recipientAgencyIds.map((recipientAgencyId) => ({
          recipientAgencyId,
          purposes,
          categories: story.categories,
        })),
      },
      anew(),
    );
  }

  /** Step by step to where the story says, each by whoever does it. */
  private async advance(
    id: string,
    sender: Member,
    { progress, answeredBy, isHandedOver }: DemoReferral,
  ): Promise<void> {
    if (progress === 'draft') return;
    const { referral } = await this.details.record(sender, id);
    await this.sending.send(sender, { referralId: id, seenVersion: referral.version }, anew());
    const recipient = await this.actor(answeredBy);
    const at = () => this.at(recipient, id);
    const steps: Record<string, () => Promise<unknown>> = {
      received: async () => this.receiving.receive(recipient, await at(), anew()),
      reviewing: async () => this.receiving.review(recipient, await at(), anew()),
      accepted: async () =>
        this.receiving.accept(recipient, await at(), '面談の日程をご連絡します。', anew()),
      in_progress: async () => this.receiving.start(recipient, await at(), this.day(0), anew()),
      reported: async () => this.receiving.report(recipient, await at(), report, anew()),
      completed: async () => {
        const days = { movesOn: this.day(0), overlapUntil: null };
        if (isHandedOver) await this.handovers.agree(recipient, await at(), days, anew());
        await this.sending.complete(sender, await at(), anew());
      },
    };
    if (progress === 'declined') {
      await steps['received']?.();
      const why = {
        reason: { code: 'no_capacity', attribution: 'agency' as const },
        note: '来月、空きが出る見込みです。',
      };
      await this.receiving.decline(recipient, await at(), why, anew());
      return;
    }
    const order = Object.keys(steps);
    for (const step of order.slice(0, order.indexOf(progress) + 1)) await steps[step]?.();
  }

  private async at(actor: Member, referralId: string) {
    const { lines } = await this.details.record(actor, referralId);
    const line = lines.at(-1);
    return { referralId, lineId: line?.id ?? '', seenVersion: line?.version ?? 0 };
  }

  private async actor(login: string): Promise<Member> {
    const known = this.actors.get(login);
    if (known) return known;
    const origin = { requestId: 'demo', ip: '127.0.0.1' };
    const accountId = this.accountIds.get(login) ?? '';
    const token = await this.authDatabase.transaction((tx) => this.sessions.begin(tx, accountId, origin));
    const session = await this.sessions.find(token, origin);
    if (!session) throw new Error(`demo account ${login} cannot sign in`);
    const actor = asMember(session.actor);
    this.actors.set(login, actor);
    return actor;
  }

  private day(fromToday: number): string {
    return dayInJapan(new Date(this.today.getTime() + fromToday * 86_400_000));
  }
}

const report = {
  result: 'retained' as const,
  done: '職場を2回訪問し、業務の手順書をいっしょに見直しました。',
  remaining: '繁忙期の体調管理',
  roles: '会社の窓口との連絡は、当センターが担当します。',
};

function anew(): OnceKey {
  return { key: randomUUID(), fingerprint: Buffer.alloc(0) };
}
