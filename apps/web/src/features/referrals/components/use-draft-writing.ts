import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { problemIn } from '../../../lib/problem.js';
import { referralQuery, type Referral } from '../api/get-referral.js';
import { mergedDraft } from '../draft-merge.js';
import { writeDraft, type DraftContent } from '../api/write-draft.js';

const idleBeforeSaving = 3_000;
const pauseBeforeRetry = 10_000;

/** How the draft on screen stands to the one on the server. */
export type DraftState = 'saved' | 'typing' | 'saving' | 'failed' | 'stale';

/** Keeps a draft: what is typed is saved three seconds after the last key, and before anything that builds on it. */
export function useDraftWriting(referral: Referral) {
  const client = useQueryClient();
  const [content, setContent] = useState(() => contentOf(referral));
  const [state, setState] = useState<DraftState>('saved');
  const [savedAt, setSavedAt] = useState<Date>();
  const [failure, setFailure] = useState<unknown>();
  // The timer and the queue must see the newest values, not those of the render that started them.
  const newest = useRef(content);
  const saved = useRef(JSON.stringify(content));
  const version = useRef(referral.version);
  const queue = useRef<Promise<boolean>>(Promise.resolve(true));
  const { mutateAsync } = useMutation({ mutationFn: writeDraft, meta: { quiet: true } });
  const { id } = referral;

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const sending = newest.current;
    const text = JSON.stringify(sending);
    if (text === saved.current) {
      setState('saved');
      return true;
    }
    setState('saving');
    try {
      const written = await mutateAsync({ referralId: id, version: version.current, content: sending });
      version.current = written.version;
      saved.current = text;
      setSavedAt(new Date());
      setFailure(undefined);
      setState(JSON.stringify(newest.current) === text ? 'saved' : 'typing');
      // Whoever opens the draft next, this page included, begins from what was written.
      client.setQueryData(referralQuery(id).queryKey, written);
      await client.invalidateQueries({ queryKey: referralQuery(id).queryKey });
      return true;
    } catch (refusal) {
      setFailure(refusal);
      setState(problemIn(refusal)?.isStale ? 'stale' : 'failed');
      return false;
    }
  }, [client, id, mutateAsync]);

  /** Saves now; true once everything typed so far is on the server. */
  const save = useCallback((): Promise<boolean> => {
    queue.current = queue.current.then(saveOnce);
    return queue.current;
  }, [saveOnce]);

  const change = useCallback((changes: Partial<DraftContent>) => {
    newest.current = { ...newest.current, ...changes };
    setContent(newest.current);
    setState((before) => (before === 'stale' ? before : 'typing'));
  }, []);

  useEffect(() => {
    if (state !== 'typing' && state !== 'failed') return undefined;
    const timer = setTimeout(() => void save(), state === 'typing' ? idleBeforeSaving : pauseBeforeRetry);
    return () => clearTimeout(timer);
  }, [state, content, save]);

  const unsaved = state !== 'saved';
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);

  // Leaving for another page of the portal saves what the timer has not saved yet.
  useEffect(() => () => void save(), [save]);

  /** After somebody else was first: what was changed here is written over theirs, the rest of theirs stays. */
  async function keepMine(): Promise<void> {
    const latest = await client.fetchQuery({ ...referralQuery(id), staleTime: 0 });
    const begun = JSON.parse(saved.current) as DraftContent;
    const theirs = contentOf(latest);
    newest.current = mergedDraft(begun, newest.current, theirs);
    version.current = latest.version;
    saved.current = JSON.stringify(theirs);
    setContent(newest.current);
    await save();
  }

  /** After somebody else was first: theirs replaces what is on screen. */
  async function takeTheirs(): Promise<void> {
    const latest = await client.fetchQuery({ ...referralQuery(id), staleTime: 0 });
    version.current = latest.version;
    newest.current = contentOf(latest);
    saved.current = JSON.stringify(newest.current);
    setContent(newest.current);
    setState('saved');
  }

  return { content, change, save, state, savedAt, failure, version, keepMine, takeTheirs };
}

/** The writing of a draft, as the steps of the form use it. */
export type DraftWriting = ReturnType<typeof useDraftWriting>;

function contentOf(referral: Referral): DraftContent {
  return {
    mode: referral.mode,
    recipientAgencyIds: referral.lines.map(({ agency }) => agency.id),
    type: referral.type,
    purpose: referral.purpose,
    urgency: referral.urgency,
    replyBy: referral.replyBy,
    services: referral.services,
    categories: referral.categories,
    request: referral.request ?? { ask: '', wish: '', background: '' },
  };
}
