/** The one file of the state, in STATE_DIR. */
export const databaseName = 'vigie.sqlite';
