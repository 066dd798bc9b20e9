import { newId } from '#libs/platform';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { openSqlSession, type SqlSession, type SqlStatement } from '../support/sql-session.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  expectStatus,
  type ReferralBody,
} from '../factories/referrals.js';

// What somebody could do who can send any SQL through the API's own connection, where the agency asks for an approval.
let api: TestApi;
let staff: Worker;
let manager: Worker;
let recipient: Worker;
let other: Worker;
let draft: ReferralBody;
let personId: string;
let asStaff: SqlSession;
let asManager: SqlSession;
beforeAll(async () => {
  api = await startApi();
  manager = await buildWorker(api, { role: 'manager' });
  staff = await buildWorker(api, { agencyId: manager.agencyId, role: 'staff' });
  recipient = await buildWorker(api, { role: 'acceptor' });
  other = await buildWorker(api, { role: 'acceptor' });
  expectStatus(200, await manager.put('approval-setting', { rule: 'always' }, ifMatch(0)));
  personId = await buildPerson(staff);
  await buildConsent(staff, personId, { recipientAgencyId: recipient.agencyId });
  draft = await buildDraft(staff, { personId, recipientAgencyId: recipient.agencyId });
  asStaff = await openSqlSession(api.db, staff.token);
  asManager = await openSqlSession(api.db, manager.token);
});
afterAll(async () => {
  await asStaff.close();
  await asManager.close();
  await api.close();
});

const asked = (id: string, by: Worker): SqlStatement => [
  'INSERT INTO portal.sending_approval (id, referral_id, source_agency_id, asked_by) VALUES ($1, $2, $3, $4)',
  id,
  draft.id,
  staff.agencyId,
  by.accountId,
];
const decided = (id: string, by: Worker, state = 'approved'): SqlStatement => [
  `UPDATE portal.sending_approval SET state = $3, decided_by = $2, decided_at = now() WHERE id = $1`,
  id,
  by.accountId,
  state,
];
const frozen = (): SqlStatement => [
  `INSERT INTO portal.referral_package (referral_id, version, source_agency_id, salt, hash, frozen_by)
   VALUES ($1, 1, $2, '\\x00', '\\x00', $3)`,
  draft.id,
  staff.agencyId,
  staff.accountId,
];
const whole = (also = ''): SqlStatement => [
  `UPDATE portal.referral SET status = 'active'${also} WHERE id = $1`,
  draft.id,
];
const line = (): SqlStatement => [
  `UPDATE portal.referral_line SET status = 'sent', package_version = 1, sent_at = now() WHERE referral_id = $1`,
  draft.id,
];

describe('a draft that nobody has approved', () => {
  it('is not sent as a whole, nor line by line, by anybody', async () => {
    for (const { run } of [asStaff, asManager]) {
      expect((await run(whole())).refused).toBe('42501');
      expect((await run(frozen(), line())).refused).toBe('42501');
    }
  });

  it('is not sent because it waits for an approval, or was sent back', async () => {
    const id = newId();
    expect((await asStaff.run(asked(id, staff))).touched).toBe(1);
    expect((await asStaff.run(asked(id, staff), whole())).refused).toBe('42501');
    expect((await asStaff.run(asked(id, staff), decided(id, staff, 'withdrawn'), whole())).refused).toBe(
      '42501',
    );
  });

  it('goes to nobody outside but by a superior who did not draft it', async () => {
    const outsider = await buildAgency(api, { isMember: false });
    const sending = (by: Worker): SqlStatement => [
      `INSERT INTO portal.outside_sending (id, referral_id, source_agency_id, person_id, agency_id, means, package_version,
         expires_at, created_by) VALUES ($1, $2, $3, $4, $5, 'letter', 1, now() + interval '1 day', $6)`,
      newId(),
      draft.id,
      staff.agencyId,
      personId,
      outsider,
      by.accountId,
    ];
    expect((await asStaff.run(frozen(), sending(staff))).refused).toBe('42501');
    expect((await asManager.run(frozen(), sending(manager))).touched).toBe(1);
  });
});

describe('an approval', () => {
  it('is not made ready, nor in another’s name, nor with a digest of one’s own', async () => {
    const ready: SqlStatement = [
      `INSERT INTO portal.sending_approval (id, referral_id, source_agency_id, asked_by, state, decided_by, decided_at)
       VALUES ($1, $2, $3, $4, 'approved', $5, now())`,
      newId(),
      draft.id,
      staff.agencyId,
      staff.accountId,
      manager.accountId,
    ];
    expect((await asStaff.run(ready)).refused).toBe('42501');
    const id = newId();
    expect((await asManager.run(asked(id, staff))).refused).toBe('42501');
    const digest: SqlStatement = [`UPDATE portal.sending_approval SET digest = '\\x00' WHERE id = $1`, id];
    expect((await asStaff.run(asked(id, staff), digest)).refused).toBe('42501');
  });

  it('is given by nobody who is no superior, who asked for it, or who drafted it', async () => {
    const id = newId();
    expect((await asStaff.run(asked(id, staff), decided(id, staff))).refused).toBe('42501');
    expect((await asStaff.run(asked(id, staff), decided(id, manager))).refused).toBe('42501');
    expect((await asManager.run(asked(id, manager), decided(id, manager))).refused).toBe('42501');
  });

  it('lets the draft out that it was given for, and no other', async () => {
    const request = expectStatus<{ requests: { id: string }[] }>(
      200,
      await staff.post(`referrals/${draft.id}/approvals`, {}, ifMatch(draft.version)),
    ).requests[0]!.id;
    const approved = decided(request, manager);
    expect((await asManager.run(approved, frozen(), line())).touched).toBe(1);
    expect((await asManager.run(approved, whole())).touched).toBe(1);
    const changed: SqlStatement = [
      `UPDATE portal.referral SET categories = categories || '{finance}' WHERE id = $1`,
      draft.id,
    ];
    expect((await asManager.run(changed, approved)).refused).toBe('42501');
    expect((await asManager.run(approved, changed, whole())).refused).toBe('42501');
    expect((await asManager.run(approved, whole(`, urgency = 'urgent'`))).refused).toBe('42501');
    expect((await asManager.run(approved, approved)).refused).toBe('42501');
    const newcomer = (status: string): SqlStatement => [
      `INSERT INTO portal.referral_line (id, referral_id, source_agency_id, agency_id, person_id, status, mode, position, package_version)
       VALUES ($1, $2, $3, $4, $5, $6, 'joint', 2, 1)`,
      newId(),
      draft.id,
      staff.agencyId,
      other.agencyId,
      personId,
      status,
    ];
    expect((await asManager.run(approved, newcomer('sent'))).refused).toBe('42501');
    expect((await asManager.run(approved, whole(), newcomer('queued'))).refused).toBe('42501');
    const back: SqlStatement = [`UPDATE portal.referral SET status = 'draft' WHERE id = $1`, draft.id];
    expect((await asManager.run(approved, whole(), back)).refused).toBe('42501');
    // One more agency makes another draft of it.
    expect((await asManager.run(approved, newcomer('queued'), whole())).refused).toBe('42501');
  });
});

describe('who decides', () => {
  it('is not settled by staff', async () => {
    const off: SqlStatement = [
      `UPDATE portal.approval_setting SET rule = 'never', updated_by = $2 WHERE agency_id = $1`,
      staff.agencyId,
      staff.accountId,
    ];
    expect((await asStaff.run(off)).touched).toBe(0);
    const made: SqlStatement = [
      `INSERT INTO portal.approval_setting (agency_id, rule, updated_by) VALUES ($1, 'never', $2)`,
      recipient.agencyId,
      staff.accountId,
    ];
    expect((await asStaff.run(made)).refused).toBe('42501');
  });

  it('is not made by an absence that somebody else is said to have noted', async () => {
    const absence = (by: Worker): SqlStatement => [
      `INSERT INTO portal.absence (id, agency_id, account_id, deputy_id, from_on, until_on, created_by)
       VALUES ($1, $2, $3, $4, '2020-01-01', '2040-01-01', $5)`,
      newId(),
      staff.agencyId,
      manager.accountId,
      staff.accountId,
      by.accountId,
    ];
    const superiors: SqlStatement = ['SELECT account_id FROM sec.approvers_of($1)', staff.agencyId];
    expect((await asStaff.run(absence(manager))).refused).toBe('42501');
    expect((await asStaff.run(absence(staff), superiors)).rows).toEqual([{ account_id: manager.accountId }]);
    expect((await asManager.run(absence(manager), superiors)).rows).toHaveLength(2);
    expect(
      (await asStaff.run(['SELECT account_id FROM sec.approvers_of($1)', recipient.agencyId])).rows,
    ).toEqual([]);
  });
});
