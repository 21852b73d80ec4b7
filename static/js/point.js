/* A point on the map instead of two numbers: pressing the map fills them, and whoever types them sees the point.
   Without JavaScript the numbers stay, and the neighbourhood above them is enough. */
(() => {
  const element = document.getElementById("point-map");
  const [latitude, longitude] = ["id_latitude", "id_longitude"].map((id) => document.getElementById(id));
  if (!element || !latitude || !longitude || typeof L === "undefined") return;
  element.hidden = false;
  const words = element.dataset;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const accent = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();
  const load = (address) => fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));

  const draw = (base, { layers }) => {
    const map = L.map(element, { scrollWheelZoom: false, minZoom: 6, maxZoom: 14, zoomControl: false,
      zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm });
    map.addControl(L.control.zoom({ zoomInTitle: words.closer, zoomOutTitle: words.farther }));
    map.attributionControl.setPrefix(false).addAttribution("Natural Earth");
    const plain = { interactive: false, style: { color: "#b9bdb6", weight: 1, fillColor: "#fbfaf7", fillOpacity: 1 } };
    L.geoJSON(base, plain).addTo(map);
    const bounds = L.latLngBounds([]);
    for (const layer of layers) {
      for (const [geometry, name] of layer.shapes) {
        const shape = L.geoJSON(geometry, { interactive: false, style: { color: accent, weight: 1, fillOpacity: 0.08 } }).addTo(map);
        shape.bindTooltip(name, { permanent: false });
        bounds.extend(shape.getBounds());
      }
      for (const [north, east, name] of layer.points) {
        L.circleMarker([north, east], { radius: 3, color: accent, interactive: false }).bindTooltip(name, { permanent: true, direction: "right" }).addTo(map);
        bounds.extend([north, east]);
      }
    }
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [24, 24], animate: false });
    else map.setView([56.9, 24.6], 7);

    const icon = L.divIcon({ className: "map-point proposal", iconSize: null });
    let marker = null;
    const show = () => {
      marker?.remove();
      const [north, east] = [latitude, longitude].map((input) => parseFloat(input.value.replace(",", ".")));
      marker = Number.isFinite(north) && Number.isFinite(east) ? L.marker([north, east], { icon, keyboard: false }).addTo(map) : null;
    };
    map.on("click", ({ latlng }) => {
      latitude.value = latlng.lat.toFixed(5);
      longitude.value = latlng.lng.toFixed(5);
      show();
    });
    [latitude, longitude].forEach((input) => input.addEventListener("change", show));
    show();
  };

  Promise.all([load(words.base), load(words.source)])
    .then(([base, places]) => draw(base, places))
    .catch(() => element.remove());
})();
