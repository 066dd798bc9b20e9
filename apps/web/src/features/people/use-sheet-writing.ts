import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { problemIn } from '../../lib/problem.js';
import { keepSheetDraft, type OwnSheet, type SheetContent } from './api/own-sheets.js';

const idleBeforeKeeping = 1_500;
const pauseBeforeRetry = 8_000;

/** How what is on screen stands to the draft on the server. */
export type KeepingState = 'kept' | 'typing' | 'keeping' | 'failed' | 'stale';

/** Keeps every key: what is typed is a draft on the server a moment later, and when the page is left. */
export function useSheetWriting(personId: string, sheet: OwnSheet) {
  const [content, setContent] = useState(() => begun(sheet));
  const [state, setState] = useState<KeepingState>('kept');
  const [keptAt, setKeptAt] = useState<Date>();
  const newest = useRef(content);
  const kept = useRef(JSON.stringify(content));
  const draft = useRef(sheet.draft?.number ?? 0);
  const [begunFrom] = useState(sheet.draft?.begunFrom ?? sheet.version);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const { mutateAsync } = useMutation({ mutationFn: keepSheetDraft, meta: { quiet: true } });
  const { kind } = sheet;

  const keepOnce = useCallback(async () => {
    const sending = newest.current;
    const text = JSON.stringify(sending);
    if (text === kept.current) return setState('kept');
    setState('keeping');
    try {
      const { number } = await mutateAsync({
        personId,
        kind,
        version: draft.current,
        content: sending,
        begunFrom,
      });
      draft.current = number;
      kept.current = text;
      setKeptAt(new Date());
      setState(JSON.stringify(newest.current) === text ? 'kept' : 'typing');
    } catch (refusal) {
      const problem = problemIn(refusal);
      setState(problem?.isStale ? 'stale' : 'failed');
    }
  }, [begunFrom, kind, mutateAsync, personId]);

  const keep = useCallback((): Promise<void> => {
    queue.current = queue.current.then(keepOnce);
    return queue.current;
  }, [keepOnce]);

  const change = useCallback((changes: Partial<SheetContent>) => {
    newest.current = { ...newest.current, ...changes };
    setContent(newest.current);
    setState((before) => (before === 'stale' ? before : 'typing'));
  }, []);

  useEffect(() => {
    if (state !== 'typing' && state !== 'failed') return undefined;
    const timer = setTimeout(() => void keep(), state === 'typing' ? idleBeforeKeeping : pauseBeforeRetry);
    return () => clearTimeout(timer);
  }, [state, content, keep]);

  const isKept = state === 'kept';
  useEffect(() => {
    if (isKept) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isKept]);

  // Leaving for another page of the portal keeps what the timer has not kept yet.
  const over = useRef(false);
  useEffect(
    () => () => {
      if (!over.current) void keep();
    },
    [keep],
  );

  /** After another window typed more: what is here counts. */
  function keepMine(number: number): void {
    draft.current = number;
    setState('typing');
  }

  /** Nothing is left to keep: it was saved as a version, or thrown away. */
  function finish(): void {
    over.current = true;
    kept.current = JSON.stringify(newest.current);
    setState('kept');
  }

  return { content, change, keep, state, keptAt, begunFrom, keepMine, finish };
}

function begun(sheet: OwnSheet): SheetContent {
  const { draft } = sheet;
  if (draft)
    return {
      agreedOn: draft.agreedOn,
      sections: draft.sections as SheetContent['sections'],
      shared: draft.shared,
      why: draft.why,
    };
  return {
    agreedOn: sheet.agreedOn,
    sections: Object.fromEntries(
      sheet.parts.map(({ category, values }) => [category, values]),
    ) as SheetContent['sections'],
    shared: sheet.parts.filter(({ shared }) => shared).map(({ category }) => category),
    why: '',
  };
}
