// The Idempotency-Key: one for each time a person sends something, the same when it is sent again,
// so that the server does it once although its answer was lost on the way.

/** A new key. Not crypto.randomUUID(): a browser has that at https addresses only. */
export const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

/** Whether two requests of htmx (requestConfig) send the same to the same address. */
export function isSame(one, other) {
  const words = ({ formData }) => String(new URLSearchParams(formData));
  return one.verb === other.verb && one.path === other.path && words(one) === words(other);
}
