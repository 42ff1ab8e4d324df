import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
/** Addresses are filled up to a multiple of this, so that their length says nothing of their kind. */
const paddedTo = 64;

/** Hides where a subscriber is written to. */
export type AddressCipher = {
  /** The address of a chat as bytes that say nothing without the key and belong to this pseudonym alone. */
  seal(id: string, address: string): Uint8Array;
  /** The address again; null when the bytes were changed, or belong to another chat or key. */
  open(id: string, sealed: Uint8Array): string | null;
};

/** @param secretKey 32 bytes */
export function createAddressCipher(secretKey: Uint8Array): AddressCipher {
  const key = new Uint8Array(hkdfSync('sha256', secretKey, '', 'vigie address 1', keyBytes));
  return {
    seal(id, address) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(id));
      const text = Buffer.from(address);
      const padded = Buffer.alloc(Math.ceil((text.length + 1) / paddedTo) * paddedTo);
      text.copy(padded);
      return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
    },
    open(id, sealed) {
      try {
        const bytes = Buffer.from(sealed);
        const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(-tagBytes));
        const padded = Buffer.concat([
          decipher.update(bytes.subarray(nonceBytes, -tagBytes)),
          decipher.final(),
        ]);
        const end = padded.indexOf(0);
        return padded.subarray(0, end < 0 ? padded.length : end).toString();
      } catch {
        return null;
      }
    },
  };
}
