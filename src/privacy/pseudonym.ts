import { createHmac, hkdfSync } from 'node:crypto';

/** Turns a channel's own id, which may be a phone number, into an id that says nothing without the key. */
export type Pseudonym = (channel: string, nativeId: string) => string;

const keyBytes = 32;

/**
 * @param secretKey 32 bytes; another key makes every chat a stranger
 * @param purpose what is hidden: each has a key of its own, so that one tells nothing about another
 * @returns a function that gives 43 characters of base64url (HMAC-SHA-256), always the same for the same id
 */
export function createPseudonym(
  secretKey: Uint8Array,
  purpose: 'conversation' | 'message' | 'key-check' = 'conversation',
): Pseudonym {
  const key = new Uint8Array(hkdfSync('sha256', secretKey, '', `vigie ${purpose} 1`, keyBytes));
  return (channel, nativeId) =>
    createHmac('sha256', key).update(`${channel}\0${nativeId}`).digest('base64url');
}

/** Whether an id has the form of a pseudonym: a store refuses to write anything else down. */
export function isPseudonym(id: string): boolean {
  return /^[\w-]{43}$/.test(id);
}
