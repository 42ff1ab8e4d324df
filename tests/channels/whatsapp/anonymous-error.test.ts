import { expect, it } from 'vitest';
import { anonymousError } from '../../../src/channels/whatsapp/anonymous-error.ts';

it('an error in the log names nobody, and still says where it happened', () => {
  const error = new TypeError('No LID for user 33600000001@c.us at line 12');
  const logged = anonymousError(error) as Error;
  expect(logged.message).toBe('No LID for user #@c.us at line 12');
  expect(`${logged.stack}`).not.toContain('33600000001');
  expect(`${logged.stack}`).toContain('anonymous-error.test.ts');
  expect(logged.name).toBe('TypeError');
  expect(anonymousError('no chat with 33600000001')).toBe('no chat with #');
  expect(anonymousError({ chat: '33600000001' })).toBeUndefined();
});
