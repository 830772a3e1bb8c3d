// Drawing anew what is mostly the same: a press that began on a button ends on it, and focus stays.

/**
 * Make `made` the children of `element`, but keep a child that is already there under the same
 * `key` property. Gives the children, in the order of `made`.
 */
export function replaceChanged(element, made) {
  const there = new Map([...element.children].map((child) => [child.key, child]));
  const children = made.map((node) => {
    const kept = there.get(node.key) ?? node;
    there.delete(node.key);
    return kept;
  });
  const stays = new Set(children);
  for (const child of [...element.children]) if (!stays.has(child)) child.remove();
  let next = element.firstElementChild;
  for (const child of children) {
    if (child === next) next = next.nextElementSibling;
    else element.insertBefore(child, next);
  }
  return children;
}
