import { sightingsBlock, sketchesKept } from '../core/answers/sightings.ts';
import type { Conversation } from '../core/conversation.ts';
import type { Block, Phrase } from '../core/reply.ts';
import type { Turn } from '../core/turn.ts';
import type { Sketcher } from '../privacy/sketch.ts';
import type { Campaigns } from '../storage/campaigns.ts';
import type { Intent } from '../understanding/intent.ts';

/** Where judged messages are counted, and how their wording is made unreadable first. */
export type CampaignMemory = { readonly campaigns: Campaigns; readonly sketch: Sketcher };

/** Counts a message that was judged with an alarm, and says how often others sent the like; tells of it when asked what is kept. */
export async function sightingsOf(
  memory: CampaignMemory | undefined,
  chat: string,
  turn: {
    readonly judged: Turn['judged'];
    readonly verdict: Conversation['verdict'];
    readonly intent: Intent;
  },
  at: Date,
): Promise<readonly Block<Phrase>[]> {
  const { judged, verdict, intent } = turn;
  if (memory && intent === 'privacy') return sketchesKept;
  const sketch = memory && judged && verdict ? memory.sketch(judged()) : null;
  if (!memory || !verdict || !sketch) return [];
  const { level, signals, sender } = verdict;
  const message = { sketch, verdict: level, signs: signals, sender };
  const { others, since } = await memory.campaigns.report(chat, message, at);
  return sightingsBlock(others, since);
}
