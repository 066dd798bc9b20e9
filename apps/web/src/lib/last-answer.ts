let answeredAt = Date.now();

/** Remembers when the server last answered a request of this session: that moment its idle clock began anew. */
export function noteAnswer(response: Response): void {
  if (response.status !== 401) answeredAt = Date.now();
}

/** Milliseconds since the server last answered. */
export function sinceLastAnswer(): number {
  return Date.now() - answeredAt;
}
