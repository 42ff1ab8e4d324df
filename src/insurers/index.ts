export { findInsurers, examinedLength } from './find-insurers.ts';
export { createInsurerIndex, type InsurerIndex } from './insurer-index.ts';
export { matchingData, type MatchingData } from './matching-data.ts';
export type { InsurerMention } from './mention.ts';
