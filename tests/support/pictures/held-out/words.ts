import words from '../../../fixtures/pictures/interface-b.json' with { type: 'json' };

/** What these apps and forms write themselves. */
export const own = words;
