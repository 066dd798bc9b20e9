import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { entryQuery, type EntryInEditing } from '../api/get-entry.js';
import { saveEntryDraft } from '../api/write-entry.js';
import { type EntryContent, valueAt, withValue } from '../entry-content.js';

const idleBeforeSaving = 2_500;
const pauseBeforeRetry = 10_000;

/** How what is on screen stands to the draft on the server. */
export type EntryDraftState = 'saved' | 'typing' | 'saving' | 'failed';

/**
 * Keeps what is typed as a draft a few seconds after the last key, with the fields about which one has not decided yet:
 * they are asked about again, whoever opens the draft.
 */
export function useEntryWriting(found: EntryInEditing) {
  const client = useQueryClient();
  const agencyId = found.agency.id;
  const [base] = useState(() => found.entry as EntryContent);
  const [content, setContent] = useState(() => found.mine as EntryContent);
  const [conflicts, setConflicts] = useState(found.draft?.conflicts ?? []);
  const [state, setState] = useState<EntryDraftState>('saved');
  const [savedAt, setSavedAt] = useState<Date>();
  const [isBehind, setBehind] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  // The timer and the queue must see the newest values, not those of the render that started them.
  const newest = useRef(content);
  const [undecidedAtFirst] = useState(() => (found.draft?.conflicts ?? []).map(({ path }) => path));
  const open = useRef(undecidedAtFirst);
  const saved = useRef(textOf(content, undecidedAtFirst));
  const queue = useRef<Promise<boolean>>(Promise.resolve(true));
  const { mutateAsync } = useMutation({ mutationFn: saveEntryDraft, meta: { quiet: true } });
  const { version } = found;

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const mine = newest.current;
    const undecided = open.current;
    const text = textOf(mine, undecided);
    if (text === saved.current) return true;
    setState('saving');
    try {
      const { entryVersion } = await mutateAsync({
        agencyId,
        base,
        mine,
        baseVersion: version,
        conflicts: undecided,
      });
      setBehind(entryVersion !== version);
      saved.current = text;
      setSavedAt(new Date());
      setFailure(undefined);
      setState(textOf(newest.current, open.current) === text ? 'saved' : 'typing');
      // Whoever opens the form next begins from this draft.
      client.removeQueries({ queryKey: entryQuery(agencyId).queryKey, type: 'inactive' });
      return true;
    } catch (refusal) {
      setFailure(refusal);
      setState('failed');
      return false;
    }
  }, [agencyId, base, client, mutateAsync, version]);

  /** Saves now; true once everything typed so far is on the server. */
  const save = useCallback((): Promise<boolean> => {
    queue.current = queue.current.then(saveOnce);
    return queue.current;
  }, [saveOnce]);

  const change = useCallback((next: (before: EntryContent) => EntryContent) => {
    newest.current = next(newest.current);
    setContent(newest.current);
    setState('typing');
  }, []);

  const setValue = useCallback(
    (path: string, value: unknown) => change((before) => withValue(before, path, value)),
    [change],
  );

  /** Settles one conflict: with what stands in the entry now, or with the draft's own. */
  const settle = useCallback(
    (path: string, by: 'theirs' | 'mine') => {
      open.current = open.current.filter((other) => other !== path);
      setConflicts((before) => before.filter((conflict) => conflict.path !== path));
      if (by === 'theirs') setValue(path, valueAt(base, path));
      else setState('typing');
    },
    [base, setValue],
  );

  useEffect(() => {
    if (state !== 'typing' && state !== 'failed') return undefined;
    const timer = setTimeout(() => void save(), state === 'typing' ? idleBeforeSaving : pauseBeforeRetry);
    return () => clearTimeout(timer);
  }, [state, content, save, conflicts]);

  const unsaved = state !== 'saved';
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);

  // Leaving for another page of the portal saves what the timer has not saved yet.
  useEffect(() => () => void save(), [save]);

  /** After handing in or throwing away: nothing is left to save. */
  const finish = useCallback(() => {
    saved.current = textOf(newest.current, open.current);
    setState('saved');
  }, []);

  return {
    base,
    content,
    change,
    setValue,
    conflicts,
    settle,
    save,
    finish,
    state,
    savedAt,
    isBehind,
    failure,
  };
}

/** The writing of an entry, as the parts of the form use it. */
export type EntryWriting = ReturnType<typeof useEntryWriting>;

function textOf(content: EntryContent, undecided: readonly string[]): string {
  return JSON.stringify([content, undecided]);
}
