/** The port cannot be listened on: the message names the variables and the mend. */
export class PortError extends Error {
  readonly code = 'port-unusable';
}
