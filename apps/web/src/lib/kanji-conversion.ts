import type { KeyboardEvent } from 'react';

/** Keeps the Enter that fixes a kanji conversion from sending the form. */
export function keepEnterForConversion(event: KeyboardEvent): void {
  // keyCode 229 covers Safari, which ends the composition before it reports the key.
  if (event.key === 'Enter' && (event.nativeEvent.isComposing || event.keyCode === 229))
    event.preventDefault();
}
