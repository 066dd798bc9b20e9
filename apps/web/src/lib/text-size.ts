/** The text sizes a reader may choose, in percent. */
export const textSizes = ['100', '125', '150'] as const;
/** One of the text sizes. */
export type TextSize = (typeof textSizes)[number];

const storageKey = 'text-size';

/** The size chosen on this machine. A preference only: nothing about a person is ever kept in the browser. */
export function storedTextSize(): TextSize {
  try {
    const stored = localStorage.getItem(storageKey);
    return textSizes.find((size) => size === stored) ?? '100';
  } catch {
    return '100';
  }
}

/** Shows the page in a size and remembers it. */
export function chooseTextSize(size: TextSize): void {
  document.documentElement.dataset.textSize = size;
  try {
    localStorage.setItem(storageKey, size);
  } catch {
    // A browser that forbids storage still shows the size until the page is closed.
  }
}

/** The size the page is shown in now. */
export function shownTextSize(): TextSize {
  return textSizes.find((size) => size === document.documentElement.dataset.textSize) ?? '100';
}
