/** A text split into what it shares with another at both ends, and what stands between. */
export type Differing = { start: string; middle: string; end: string };

/** Where two texts differ; a difference in the middle of a sentence is easier to see than two whole sentences. */
export function differing(text: string, other: string): Differing {
  const own = [...text];
  const others = [...other];
  const longest = Math.min(own.length, others.length);
  let start = 0;
  while (start < longest && own[start] === others[start]) start += 1;
  let end = 0;
  while (end < longest - start && own.at(-1 - end) === others.at(-1 - end)) end += 1;
  return {
    start: own.slice(0, start).join(''),
    middle: own.slice(start, own.length - end).join(''),
    end: own.slice(own.length - end).join(''),
  };
}
