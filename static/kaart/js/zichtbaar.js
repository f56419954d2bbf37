// Data: none. Waits for the moment that an element has a size: a map without one cannot be drawn.

/**
 * @param {HTMLElement} element
 * @param {() => void} doe
 */
export function zodraZichtbaar(element, doe) {
  const kijker = new ResizeObserver(() => {
    if (!element.clientWidth || !element.clientHeight) return;
    kijker.disconnect();
    doe();
  });
  kijker.observe(element);
}
