/** The parameters of a property; those without a value are left out. */
export type LineParameters = Readonly<Record<string, string | undefined>>;

/** Longest line without its end, in octets (RFC 5545, 3.1). */
const longest = 75;

/** One line of a calendar, folded, without the end of its last part. The value stands as it is: `textValue` guards texts. */
export function contentLine(name: string, value: string, parameters: LineParameters = {}): string {
  const written = Object.entries(parameters)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, text]) => `;${key}=${parameterValue(text)}`);
  return folded(`${name}${written.join('')}:${value}`);
}

/** Texts keep their commas, semicolons and line ends behind a backslash (3.3.11). Other control signs have no place there. */
export function textValue(text: string): string {
  return bearable(text)
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll('\n', '\\n');
}

/** Addresses of pages have neither spaces nor control signs in them. */
export function uriValue(address: string): string {
  return bearable(address).replaceAll(/\s/g, '');
}

/** A mail address as a URI. Signs that would mean something else in one are written in percent (RFC 6068). */
export function mailtoValue(address: string): string {
  return `mailto:${uriValue(address).replaceAll(/[%?#&/=^`{|}"<>[\];,]/g, encodeURIComponent)}`;
}

/** A quotation mark would end the value and a line end the line, so both are written with a circumflex (RFC 6868). */
function parameterValue(text: string): string {
  const value = bearable(text).replaceAll('^', '^^').replaceAll('\n', '^n').replaceAll('"', "^'");
  return /^[A-Za-z0-9/-]+$/.test(value) ? value : `"${value}"`;
}

/** One kind of line end, no other control sign, and no half of a character, which UTF-8 cannot hold. */
function bearable(text: string): string {
  // Some programs end a line at each of these too, and would read the rest as a property.
  const lines = text.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
  return lines.replaceAll(/[^\P{Cc}\n\t]/gu, '').replaceAll(/\p{Surrogate}/gu, '\ufffd');
}

/** Goes on in the next line after a space where a line would grow too long; no character is torn apart. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    // The space before a continued line counts too.
    if (octets + size > (parts.length === 0 ? longest : longest - 1)) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += sign;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
