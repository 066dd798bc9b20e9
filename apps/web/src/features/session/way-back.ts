/** The page to return to after signing in: only a path of this portal, never an address elsewhere. */
export function safeWayBack(back: string | null): string {
  return back && /^\/(?![/\\])/.test(back) && !back.startsWith('/sign-in') ? back : '/';
}
