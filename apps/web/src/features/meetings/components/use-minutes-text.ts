import { useEffect, useRef, useState } from 'react';
import { asClock } from '../../../lib/japanese-date.js';
import { problemIn, Unreachable } from '../../../lib/problem.js';
import { writeMinutesItem, type MinutesItem } from '../api/records.js';

/** What stands in the fields of one item. */
export type MinutesText = Pick<MinutesItem, 'discussion' | 'decision' | 'effectiveOn'>;
/** What another person saved meanwhile. */
export type OtherText = MinutesText & { version: number; editedBy: string };

type Standing = 'idle' | 'waiting' | 'saving' | 'saved' | 'offline' | 'failed';
const idleFor = 3000;
const retryAfter = 5000;

/**
 * The text of one item while it is written: saved three seconds after the last key. Until the server has it, a copy stays on this
 * device, so that neither a lost connection nor a closed window loses a word.
 */
export function useMinutesText(item: MinutesItem) {
  const place = `minutes-item:${item.id}`;
  const [kept] = useState(() => keptCopy(place, item));
  const [text, setText] = useState<MinutesText>(kept ?? textOf(item));
  const [standing, setStanding] = useState<Standing>(kept ? 'waiting' : 'idle');
  const [other, setOther] = useState<OtherText | null>(null);
  const [savedAt, setSavedAt] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const version = useRef(item.version);
  const timer = useRef<number | undefined>(undefined);
  const latest = useRef(text);
  const sending = useRef(false);

  async function save(): Promise<void> {
    // One at a time: the next one begins with the version that this one brings.
    if (sending.current) {
      timer.current = window.setTimeout(() => void save(), 300);
      return;
    }
    sending.current = true;
    const sent = latest.current;
    setStanding('saving');
    try {
      const saved = await writeMinutesItem({ id: item.id, version: version.current, input: sent });
      version.current = saved.version;
      if (latest.current === sent) {
        localStorage.removeItem(place);
        setStanding('saved');
        setSavedAt(asClock(new Date()));
      } else setStanding('waiting');
      setFailure(null);
    } catch (caught) {
      const problem = problemIn(caught);
      if (problem?.code === 'minutes.edited_meanwhile') {
        setOther(otherIn(problem.extra));
        setStanding('waiting');
      } else if (caught instanceof Unreachable) {
        setStanding('offline');
        timer.current = window.setTimeout(() => void save(), retryAfter);
      } else {
        setFailure(caught);
        setStanding('failed');
      }
    } finally {
      sending.current = false;
    }
  }

  function plan(after: number): void {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save(), after);
  }

  useEffect(() => {
    if (kept) plan(0);
    return () => window.clearTimeout(timer.current);
    // Once, when the item is opened.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  function change(next: MinutesText): void {
    latest.current = next;
    setText(next);
    localStorage.setItem(place, JSON.stringify({ text: next, version: version.current }));
    // While two texts are compared nothing is saved by itself.
    if (other) return;
    setStanding((now) => (now === 'offline' ? now : 'waiting'));
    plan(idleFor);
  }

  return {
    text,
    standing,
    savedAt,
    failure,
    other,
    isRestored: kept !== null,
    change,
    /** Goes on with a text after both have been seen. */
    settle: (next: MinutesText) => {
      if (!other) return;
      version.current = other.version;
      setOther(null);
      latest.current = next;
      setText(next);
      localStorage.setItem(place, JSON.stringify({ text: next, version: other.version }));
      plan(0);
    },
  };
}

/** The text of an item as the server has it. */
function textOf({ discussion, decision, effectiveOn }: MinutesItem): MinutesText {
  return { discussion, decision, effectiveOn };
}

/** What was written here and has not reached the server. */
function keptCopy(place: string, item: MinutesItem): MinutesText | null {
  try {
    const { text } = JSON.parse(localStorage.getItem(place) ?? '{}') as { text?: MinutesText };
    return text && JSON.stringify(text) !== JSON.stringify(textOf(item)) ? text : null;
  } catch {
    return null;
  }
}

function otherIn(extra: Record<string, unknown>): OtherText {
  const words = (name: string) => (typeof extra[name] === 'string' ? extra[name] : '');
  return {
    version: Number(extra['currentVersion']),
    editedBy: words('editedBy'),
    discussion: words('discussion'),
    decision: words('decision'),
    effectiveOn: words('effectiveOn') || null,
  };
}
