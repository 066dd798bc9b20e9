/** Something in the file that the portal does not understand, or does not take (読み取れなかった項目). */
export interface Unread {
  readonly what: string;
  readonly why: string;
}
