const numbers = /\d{6,}/g;

/** The error as the operator's log may have it: WhatsApp's page names chats by their phone numbers. */
export function anonymousError(error: unknown): unknown {
  if (typeof error === 'string') return error.replace(numbers, '#');
  if (!(error instanceof Error)) return undefined;
  const anonymous = new Error(error.message.replace(numbers, '#'));
  anonymous.name = error.name;
  if (error.stack !== undefined) anonymous.stack = error.stack.replace(numbers, '#');
  return anonymous;
}
