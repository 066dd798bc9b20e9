import type { TransitionKind } from './api/transition-cases.js';

/** From where to where somebody goes, in the order in which it is offered. */
export const transitionKinds: readonly TransitionKind[] = ['school_to_work', 'retention', 'other'];
