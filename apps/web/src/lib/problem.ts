/** One field the server refused, with what it expected. */
export type ProblemField = { field: string; label: string; detail: string };

type ProblemBody = {
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  errors?: ProblemField[];
  currentVersion?: number;
  [extra: string]: unknown;
};

/** A refusal of the server (RFC 9457), already worded for the person in front of the screen. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly fields: ProblemField[];
  readonly extra: Record<string, unknown>;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? '');
    this.status = status;
    this.code = body.code ?? '';
    this.fields = body.errors ?? [];
    this.extra = body;
  }

  /** Whether somebody else changed the thing first. */
  get isStale(): boolean {
    return this.status === 412;
  }
}

/** The server could not be reached at all: the line, not the request, is the trouble. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The refusal in an unknown failure, if it is one. */
export function problemIn(failure: unknown): Problem | undefined {
  return failure instanceof Problem ? failure : undefined;
}
