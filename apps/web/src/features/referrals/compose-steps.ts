/** The steps of writing a draft. */
export const composeSteps = ['recipient', 'asked', 'told', 'preview'] as const;
/** One of them. */
export type ComposeStep = (typeof composeSteps)[number];

/** The step in which an item of the completeness list is filled in. */
export function stepOf(item: string): ComposeStep {
  if (item === 'recipientAgencyIds') return 'recipient';
  return item.startsWith('categories') || item === 'consent' || item === 'attachments' ? 'told' : 'asked';
}
