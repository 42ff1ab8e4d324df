import type { Campaigns } from './campaigns.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { ProcessedMessages } from './processed-messages.ts';
import type { Settings } from './settings.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { Tallies } from './tallies.ts';

/** All that must survive a restart. */
export type State = {
  readonly conversations: ConversationStore;
  readonly processed: ProcessedMessages;
  readonly settings: Settings;
  readonly subscriptions: Subscriptions;
  readonly campaigns: Campaigns;
  readonly tallies: Tallies;
  /** Closes every part; a second call does nothing. */
  close(): Promise<void>;
};
