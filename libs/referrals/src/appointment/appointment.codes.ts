/** How an appointment stands (面談の状態). */
export const appointmentStates = {
  offered: '候補を提示',
  agreed: '日時が決定',
  cancelled: '取りやめ',
  kept: '実施',
  no_show: '来所なし',
} as const;
export type AppointmentState = keyof typeof appointmentStates;
export const appointmentStateCodes = Object.keys(appointmentStates) as AppointmentState[];

/** How an appointment that was agreed on came out. */
export const appointmentOutcomes = ['kept', 'no_show'] as const;
export type AppointmentOutcome = (typeof appointmentOutcomes)[number];

/** Most times that one offer may name. */
export const mostTimes = 5;
