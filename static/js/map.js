/* Points and shapes of a list on a quiet base: the outline of Latvia, no tiles, no third party. */
(() => {
  const element = document.getElementById("map");
  if (!element || typeof L === "undefined") return;
  const style = getComputedStyle(document.documentElement);
  const accent = style.getPropertyValue("--accent").trim() || "#0b5563";
  const map = L.map(element, { scrollWheelZoom: false, attributionControl: true, minZoom: 6, maxZoom: 14 });
  map.attributionControl.setPrefix(false).addAttribution("Natural Earth");

  const load = (address) => fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));

  Promise.all([load(element.dataset.base), load(element.dataset.source)])
    .then(([base, features]) => {
      L.geoJSON(base, { interactive: false, style: { color: "#b9bdb6", weight: 1, fillColor: "#fbfaf7", fillOpacity: 1 } }).addTo(map);
      const layer = L.geoJSON(features, {
        style: { color: accent, weight: 1.5, fillColor: accent, fillOpacity: 0.14 },
        pointToLayer: (feature, position) =>
          L.circleMarker(position, { radius: 8, color: "#fff", weight: 2, fillColor: accent, fillOpacity: 1 }),
        onEachFeature: (feature, shape) => {
          const { name, address, note } = feature.properties;
          const popup = document.createElement("div");
          const link = document.createElement("a");
          link.href = address;
          link.textContent = name;
          popup.append(link);
          if (note) {
            const line = document.createElement("div");
            line.textContent = note;
            popup.append(line);
          }
          shape.bindPopup(popup);
          shape.bindTooltip(name, { direction: "top" });
        },
      }).addTo(map);
      const bounds = layer.getBounds();
      if (bounds.isValid()) map.fitBounds(bounds, { padding: [24, 24], maxZoom: 12 });
      else map.setView([56.9, 24.6], 7);
      element.querySelectorAll("path.leaflet-interactive").forEach((path) => path.setAttribute("tabindex", "-1"));
    })
    .catch(() => {
      element.replaceWith(Object.assign(document.createElement("p"), { className: "map-note", textContent: element.dataset.failed }));
    });
})();
