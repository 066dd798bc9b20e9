import type { DraftContent } from './api/write-draft.js';

/** What one writer changed since both began from the same draft, laid over what the other has written meanwhile. */
export function mergedDraft(begun: DraftContent, mine: DraftContent, theirs: DraftContent): DraftContent {
  return { ...pick(begun, mine, theirs), request: pick(begun.request, mine.request, theirs.request) };
}

function pick<Part extends object>(begun: Part, mine: Part, theirs: Part): Part {
  const changed = Object.entries(mine).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(begun[field as keyof Part]),
  );
  return { ...theirs, ...Object.fromEntries(changed) };
}
