type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Where a value stands in a body: names and positions from the outside in. */
export type Place = readonly (string | number)[];

/** What people, programs and attackers put where something else was meant. */
export const hostileValues: Readonly<Record<string, Json>> = {
  nothing: null,
  'a number': 1e308,
  'a negative number': -1,
  yes: true,
  'no text': '',
  blanks: ' 　\t ',
  'a NUL': 'あ\u0000い',
  'half a character': 'あ\ud800',
  'a text that turns direction': '\u202e\u200bあ',
  'a very long text': '長'.repeat(20_000),
  SQL: `' OR 1=1; DROP TABLE portal.person; --`,
  'a pattern': '%_\\%',
  'a template': '{{7*7}}${7*7}<script>alert(1)</script>',
  'a list': [],
  'a list of lists': [[['x']]],
  'a part': {},
  'an operator': { $ne: null, toString: 'x' },
};

/** Every place of a body, the body itself left out. */
export function placesIn(body: unknown, outer: Place = []): Place[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    const place = [...outer, Array.isArray(body) ? Number(name) : name];
    return [place, ...placesIn(value, place)];
  });
}

/** The body with another value in one place. */
export function withValue(body: unknown, [name, ...inner]: Place, value: Json): unknown {
  if (name === undefined) return value;
  const copy: unknown = Array.isArray(body) ? [...(body as unknown[])] : { ...(body as object) };
  const fields = copy as Record<string | number, unknown>;
  fields[name] = withValue(fields[name], inner, value);
  return copy;
}
