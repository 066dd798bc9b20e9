import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, ifMatch, onceBy, type Schema } from '../../../lib/api-client.js';

/** Whether superiors approve what the agency sends. */
export type ApprovalSetting = Schema<'ApprovalSettingView'>;
/** What a draft needs before it is sent, and what was asked for it. */
export type ReferralApprovals = Schema<'ReferralApprovalsView'>;
/** One request for an approval. */
export type Approval = Schema<'ApprovalView'>;
/** A draft that waits, or that went back. */
export type ListedApproval = Schema<'ListedApprovalView'>;

/** What the own agency has settled. */
export const approvalSettingQuery = queryOptions({
  queryKey: ['approval-setting'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/approval-setting', { signal })),
});

/** What waits in the own agency. */
export const openApprovalsQuery = queryOptions({
  queryKey: ['approvals'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/approvals', { signal })),
});

/** What was asked for one referral. */
export const approvalsQuery = (referralId: string) =>
  queryOptions({
    queryKey: ['referral', referralId, 'approvals'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/referrals/{id}/approvals', { params: { path: { id: referralId } }, signal })),
  });

/** Settles it, from the version that was seen. */
export function setApprovalRule({ rule, version }: Pick<ApprovalSetting, 'rule' | 'version'>) {
  return bodyOf(
    api.PUT('/api/v1/approval-setting', { params: { header: ifMatch(version) }, body: { rule } }),
  );
}

/** Asks a superior to approve a draft. */
export function handInDraft(input: {
  referralId: string;
  version: number;
  key: string;
  said: Schema<'HandInRequest'>;
}) {
  return bodyOf(
    api.POST('/api/v1/referrals/{id}/approvals', {
      params: {
        path: { id: input.referralId },
        header: { ...ifMatch(input.version), ...onceBy(input.key) },
      },
      body: input.said,
    }),
  );
}

/** Approves: the draft is sent. */
export function approveDraft({ approval, key }: { approval: Approval; key: string }) {
  return bodyOf(api.POST('/api/v1/approvals/{id}/approval', { params: at(approval, key) }));
}

/** Sends the draft back to whoever handed it in. */
export function sendBackDraft(input: { approval: Approval; key: string; reason: string }) {
  const { approval, key, reason } = input;
  return bodyOf(api.POST('/api/v1/approvals/{id}/return', { params: at(approval, key), body: { reason } }));
}

/** Takes the request back. */
export function takeApprovalBack({ approval, key }: { approval: Approval; key: string }) {
  return bodyOf(api.POST('/api/v1/approvals/{id}/withdrawal', { params: at(approval, key) }));
}

function at({ id, version }: Approval, key: string) {
  return { path: { id }, header: { ...ifMatch(version), ...onceBy(key) } };
}
