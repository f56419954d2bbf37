// Data: none. Puts an element in a corner of the map, where clicks and the wheel are its own.

/**
 * @param {any} kaart Leaflet map
 * @param {"topleft"|"topright"|"bottomleft"|"bottomright"} plaats
 * @param {HTMLElement} element
 */
export function hoek(kaart, plaats, element) {
  L.DomEvent.disableClickPropagation(element);
  L.DomEvent.disableScrollPropagation(element);
  const Hoek = L.Control.extend({ onAdd: () => element });
  new Hoek({ position: plaats }).addTo(kaart);
}
