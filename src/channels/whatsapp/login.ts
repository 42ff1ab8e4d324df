import { toString as drawQr } from 'qrcode';

/** Shows the operator how to log in; what is shown is as secret as a password while it lasts. */
export type Login = {
  qr(content: string): void;
  code(content: string): void;
  /** Ready: what was shown is over. */
  done(): void;
  /** The phone has logged Vigie out. */
  loggedOut(): void;
};

export type LoginDependencies = {
  readonly show: (lines: string) => void;
  readonly onTrouble: (code: string, error?: unknown) => void;
};

const phone = 'Settings, Linked devices, Link a device';

export function createLogin({ show, onTrouble }: LoginDependencies): Login {
  let isShown = false;
  return {
    qr(content) {
      const again = isShown;
      isShown = true;
      const sentence = again
        ? 'WhatsApp: the QR code has changed, scan this one.'
        : `WhatsApp: on the phone of the number, open ${phone}, and scan this QR code. A new one follows when it expires.`;
      drawQr(content, { type: 'terminal', small: true, errorCorrectionLevel: 'L' }).then(
        (drawing) => {
          if (isShown) show(`${sentence}\n\n${drawing}`);
        },
        () => {
          onTrouble('whatsapp-qr-not-drawn');
        },
      );
    },
    code(content) {
      const again = isShown;
      isShown = true;
      const grouped = content.replace(/^(.{4})(.{4})$/, '$1-$2');
      show(
        again
          ? `WhatsApp: the pairing code has changed: ${grouped}`
          : `WhatsApp: on the phone of the number, open ${phone}, "Link with phone number instead", and type the code ${grouped}. A new one follows when it expires.`,
      );
    },
    done() {
      if (isShown) show('WhatsApp: logged in. The login is kept for the next start.');
      isShown = false;
    },
    loggedOut() {
      isShown = false;
      show('WhatsApp: the phone has logged Vigie out. Nothing is answered until it is linked again:');
    },
  };
}
