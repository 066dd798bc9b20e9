/** What is at stake (緊急の根拠): Article 27 (1) item 2 of the law on personal data. */
export const emergencyGrounds = {
  life: '人の生命の保護',
  body: '人の身体の保護',
  property: '人の財産の保護',
} as const;
export type EmergencyGround = keyof typeof emergencyGrounds;
export const emergencyGroundCodes = Object.keys(emergencyGrounds) as EmergencyGround[];

/** What the owner's manager found afterwards. */
export const emergencyFindings = {
  justified: '必要な閲覧だった',
  not_justified: '必要な閲覧ではなかった',
} as const;
export type EmergencyFinding = keyof typeof emergencyFindings;
export const emergencyFindingCodes = Object.keys(emergencyFindings) as EmergencyFinding[];

/** For how many hours an opening lasts. */
export const openingHours = 24;
/** Within how many days the owner reviews it. */
export const reviewDays = 5;
/** How long a reason is at least, in characters that say something. */
export const shortestReason = 20;
