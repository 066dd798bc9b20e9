import { useEffect } from 'react';

const storageKey = 'shortcuts';

/** Whether single-key shortcuts are on; a reader who dictates or trembles can switch them off. */
export function shortcutsAreOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

/** Switches single-key shortcuts on or off on this machine. */
export function switchShortcuts(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    // Without storage the choice cannot be kept; nothing else depends on it.
  }
}

/** Calls back when a key is pressed outside of a field. */
export function useShortcut(key: string, act: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      const typing =
        target?.matches('input, textarea, select, [contenteditable]') || target?.closest('dialog');
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || typing || !shortcutsAreOn())
        return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [key, act]);
}
