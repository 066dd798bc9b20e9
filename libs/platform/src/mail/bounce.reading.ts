/** Whether an address does not exist, or only did not take this mail now. */
export type BounceKind = 'hard' | 'soft';

/** What a mail server reports about a mail that it could not deliver (RFC 3464). */
export interface Bounce {
  readonly kind: BounceKind;
  /** In small letters; whom the mail was for. */
  readonly recipient?: string;
  /** 5.1.1 and the like (RFC 3463). */
  readonly status?: string;
  /** The Message-ID of the mail that came back, without brackets. */
  readonly of?: string;
}

// A full mailbox, or a mail that is too long, says nothing about the address.
const passing = /^5\.(?:2\.[0-4]|3\.4|4\.\d+|7\.\d+)$/;

/** Reads a delivery report; nothing where it tells of no failure. `original` is the mail that came back, or its head. */
export function readBounce(report: string, original = ''): Bounce | undefined {
  const groups = report
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map(fieldsOf);
  const failed = groups.find((group) => ['failed', 'delayed'].includes(group['action']?.toLowerCase() ?? ''));
  if (!failed) return undefined;
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(failed['status'] ?? '')?.[0];
  const isDelay = failed['action']?.toLowerCase() === 'delayed' || status?.startsWith('4') || false;
  const recipient = addressIn(failed['original-recipient']) ?? addressIn(failed['final-recipient']);
  return {
    kind: isDelay || (status !== undefined && passing.test(status)) ? 'soft' : 'hard',
    ...(recipient && { recipient }),
    ...(status && { status }),
    ...messageIdIn(original),
  };
}

function messageIdIn(original: string): { of?: string } {
  const head = original.replaceAll(/\r\n?/g, '\n').split('\n\n', 1)[0] ?? '';
  const of = /^message-id:\s*<([^<>\s]+)>/im.exec(head)?.[1];
  return of ? { of } : {};
}

/** The fields of one group, unfolded. */
function fieldsOf(group: string): Readonly<Record<string, string | undefined>> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const line of group.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([A-Za-z-]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields[name.toLowerCase()] ??= value.trim();
  }
  return fields;
}

/** `rfc822; taro@example.jp` names an address behind its kind. */
function addressIn(field: string | undefined): string | undefined {
  return /^(?:[\w-]+\s*;)?\s*<?([^\s<>;]+@[^\s<>;]+?)>?$/.exec(field ?? '')?.[1]?.toLowerCase();
}
