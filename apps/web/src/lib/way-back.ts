/** The page to return to, as the address names it: only a path of this portal, never an address elsewhere. */
export function safeWayBack(back: string | null, otherwise = '/'): string {
  return back && /^\/(?![/\\])/.test(back) && !back.startsWith('/sign-in') ? back : otherwise;
}
