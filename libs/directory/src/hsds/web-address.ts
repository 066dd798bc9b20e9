/** The address as a URI of RFC 3986; undefined for what is none. Japanese paths are encoded, a missing scheme is added. */
export function webAddress(text: string | null): string | undefined {
  const typed = text?.trim() ?? '';
  if (typed === '') return undefined;
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  if (!['http:', 'https:'].includes(url.protocol) || !url.hostname.includes('.')) return undefined;
  url.username = '';
  url.password = '';
  const rest = url.pathname + url.search + url.hash.replace(/(?<=.)#/g, '%23');
  return (
    url.origin +
    rest
      .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
      .replace(/[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]/g, (sign) => encodeURIComponent(sign))
  );
}

/** The address as mail systems take it; undefined for what is none. */
export function mailAddress(text: string | null): string | undefined {
  const typed = text?.trim() ?? '';
  return /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/.test(typed) ? typed : undefined;
}
