/** Tells how far a step is; may be asked at any moment. */
export type Progress = (
  phase: 'reading' | 'rows' | 'writing' | 'finding',
  done: number,
  total: number,
) => Promise<void>;
