/** What kind of council it is. 会議体の種類. */
export const councilKinds = {
  council: '協議会',
  subcommittee: '専門部会',
  working_group: 'ワーキンググループ',
  liaison: '連絡会',
  study_group: '勉強会・研究会',
  steering: '事務局会議',
} as const;
export type CouncilKind = keyof typeof councilKinds;
export const councilKindCodes = Object.keys(councilKinds) as CouncilKind[];

/** In which part somebody sits there. 委員の区分. */
export const seatRoles = {
  chair: '会長・部会長',
  vice_chair: '副会長・副部会長',
  member: '委員',
  secretariat: '事務局',
  observer: 'オブザーバー',
} as const;
export type SeatRole = keyof typeof seatRoles;
export const seatRoleCodes = Object.keys(seatRoles) as SeatRole[];

/** How many of the seats that count have to be filled for a decision. 定足数. */
export const quorums = {
  none: '定めない',
  half: '過半数',
  two_thirds: '3分の2以上',
  count: '人数で定める',
} as const;
export type Quorum = keyof typeof quorums;
export const quorumCodes = Object.keys(quorums) as Quorum[];

/** How minutes are approved. 議事録の承認方法. */
export const approvals = {
  chair: '会長・部会長が承認する',
  silence: '期限までに修正の求めがなければ承認とする',
  next_meeting: '次回の会議で承認する',
} as const;
export type Approval = keyof typeof approvals;
export const approvalCodes = Object.keys(approvals) as Approval[];

/** Whether a seat of this part counts for the quorum: the secretariat and observers are there without a voice. */
export function countsForQuorum(role: SeatRole): boolean {
  return role !== 'secretariat' && role !== 'observer';
}

/** How many of `seats` have to be filled; 0 where the council asks for none. */
export function quorumOf(quorum: Quorum, count: number | null, seats: number): number {
  switch (quorum) {
    case 'none':
      return 0;
    case 'half':
      return Math.floor(seats / 2) + 1;
    case 'two_thirds':
      return Math.ceil((seats * 2) / 3);
    case 'count':
      return count ?? 0;
  }
}
