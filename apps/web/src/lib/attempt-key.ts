import { useRef } from 'react';

/** A random key. `crypto.randomUUID` is missing on plain-http addresses inside an office network, so the bytes are drawn by hand. */
export function newAttemptKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Gives the `Idempotency-Key` of a form: the same while the same content is sent again (double click, lost answer), a
 * new one as soon as the content differs.
 */
export function useAttemptKey(): (content: unknown) => string {
  const last = useRef<{ content: string; key: string } | undefined>(undefined);
  return (content) => {
    const text = JSON.stringify(content ?? null);
    if (last.current?.content !== text) last.current = { content: text, key: newAttemptKey() };
    return last.current.key;
  };
}
