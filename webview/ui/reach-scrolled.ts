/** What is too long or too high for its place is scrolled, with the keyboard as well: it takes the focus, and only then. */
export function reachScrolled(elements: Iterable<Element>): void {
  for (const each of elements) {
    const scrolls = each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight + 1;
    if (scrolls) each.setAttribute('tabindex', '0');
    else each.removeAttribute('tabindex');
  }
}
