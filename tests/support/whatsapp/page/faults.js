/* What goes wrong with a page by itself. */
/* global XMLHttpRequest */

/** Does nothing any more, without an end. */
export function freeze() {
  const request = new XMLHttpRequest();
  request.open('GET', '/never', false); // waits for an answer that never comes
  request.send();
}

const leaked = [];
/** Takes memory and never gives it back. */
export function leak({ megabytes }) {
  for (let index = 0; index < megabytes; index++) leaked.push(new Uint8Array(2 ** 20).fill(1));
}
