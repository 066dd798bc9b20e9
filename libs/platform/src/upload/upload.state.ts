/** Where an upload stands with the virus scanner. */
export const uploadStates = ['pending', 'clean', 'infected', 'failed', 'unchecked'] as const;
export type UploadState = (typeof uploadStates)[number];

export const uploadStateNames: Readonly<Record<UploadState, string>> = {
  pending: 'ウイルス検査中',
  clean: 'ウイルス検査済み',
  infected: 'ウイルスを検出',
  failed: '検査できませんでした',
  unchecked: 'ウイルス検査なし',
};

/** Whether anybody may open it: the wall of the database says the same. */
export function isUsable(state: UploadState): boolean {
  return state === 'clean' || state === 'unchecked';
}
