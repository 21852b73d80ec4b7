/* Layers of shapes and points on a quiet base: the outline of Latvia, no tiles, no third party.
   The rows of a layer are described in communities/queries/maps.py. Points gather in clusters where the page brings
   Leaflet.markercluster along. The text inside the element stays when anything fails; the list shows the same. */
(() => {
  const element = document.getElementById("map");
  if (!element || typeof L === "undefined") return;
  const words = element.dataset;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const accent = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();

  const load = (address) => fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));

  const tell = (shape, layer, name, slug, note) => {
    const popup = document.createElement("div");
    popup.append(Object.assign(document.createElement("a"), { href: `${layer.path}${slug}/`, textContent: name }));
    if (note) popup.append(Object.assign(document.createElement("div"), { textContent: note }));
    shape.bindPopup(popup).bindTooltip(name, { direction: "top" });
    shape.on("add", () => {
      const drawn = shape.getElement();
      drawn.setAttribute("tabindex", "0");
      drawn.setAttribute("role", "button");
      drawn.setAttribute("aria-label", name);
    });
    return shape;
  };

  const icon = (kind, html = "") => L.divIcon({ className: `map-point ${kind}`, html, iconSize: null });

  /* Points of all layers gather together, so that no two lie on top of each other. */
  const gathering = () => {
    const cluster = { showCoverageOnHover: false, maxClusterRadius: 80, animate: !calm };
    cluster.iconCreateFunction = (group) => {
      const names = new Set(group.getAllChildMarkers().map((marker) => marker.options.layerName));
      return icon("cluster", `<span class="visually-hidden">${[...names].join(", ")}: </span>${group.getChildCount()}`);
    };
    return L.markerClusterGroup ? L.markerClusterGroup(cluster) : L.featureGroup();
  };

  const pointsOf = (layer) =>
    layer.points.map(([latitude, longitude, ...about]) =>
      tell(L.marker([latitude, longitude], { icon: icon(layer.kind), layerName: layer.name }), layer, ...about));

  const shapesOf = (layer) => {
    const style = { color: accent, weight: 1.5, fillColor: accent, fillOpacity: 0.14 };
    const group = L.featureGroup();
    for (const [geometry, ...about] of layer.shapes)
      L.geoJSON(geometry, { style }).eachLayer((shape) => group.addLayer(tell(shape, layer, ...about)));
    return group;
  };

  const draw = (base, layers) => {
    element.replaceChildren();
    const map = L.map(element, { scrollWheelZoom: false, minZoom: 6, maxZoom: 14, zoomControl: false,
      zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm });
    if (calm) map.panBy = (offset, options) => L.Map.prototype.panBy.call(map, offset, { ...options, animate: false });
    map.addControl(L.control.zoom({ zoomInTitle: words.closer, zoomOutTitle: words.farther }));
    map.attributionControl.setPrefix(false).addAttribution("Natural Earth");
    L.geoJSON(base, { interactive: false, style: { color: "#b9bdb6", weight: 1, fillColor: "#fbfaf7", fillOpacity: 1 } }).addTo(map);

    const bounds = L.latLngBounds([]);
    const switches = {};
    const gathered = gathering();
    for (const layer of layers) {
      const shapes = shapesOf(layer);
      const markers = pointsOf(layer);
      bounds.extend(shapes.getBounds());
      markers.forEach((marker) => bounds.extend(marker.getLatLng()));
      shapes.on("add", () => markers.forEach((marker) => gathered.addLayer(marker)));
      shapes.on("remove", () => markers.forEach((marker) => gathered.removeLayer(marker)));
      switches[`<span class="map-sign ${layer.kind}"></span> ${layer.name}`] = shapes;
    }
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [24, 24], maxZoom: 12, animate: false });
    else map.setView([56.9, 24.6], 7);
    gathered.addTo(map);
    Object.values(switches).forEach((shapes) => shapes.addTo(map));
    if (layers.length > 1) L.control.layers(null, switches, { collapsed: element.clientWidth < 600 }).addTo(map);

    let opener = null;
    map.on("popupopen", ({ popup }) => {
      opener = document.activeElement;
      popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", words.close);
      popup.getElement().querySelector("a[href]:not([href='#close'])").focus({ preventScroll: true });
    });
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !element.querySelector(".leaflet-popup")) return;
      map.closePopup();
      if (opener?.isConnected) opener.focus({ preventScroll: true });
    });
  };

  Promise.all([load(words.base), load(words.source)])
    .then(([base, { layers }]) => draw(base, layers))
    .catch(() => {
      element.replaceWith(Object.assign(document.createElement("p"), { className: "map-note", textContent: words.failed }));
    });
})();
