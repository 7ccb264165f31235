/**
 * A task of a child as a contender, if the child is there and can do it.
 * @param {import('../rivals/child.mjs').Child | string} child or why there is none.
 * @param {string} name as in the table.
 * @param {string} task
 * @param {number} [size]
 * @returns {Promise<import('../measure/contender.mjs').Contender | string>} a string says why it cannot: "no torch".
 */
export async function available(child, name, task, size) {
  if (typeof child === 'string') return child;
  const contender = child.contender(name, task, size);
  try {
    await contender.time(1);
    return contender;
  } catch (error) {
    return /** @type {Error} */ (error).message;
  }
}
