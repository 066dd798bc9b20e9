import 'leaflet/dist/leaflet.css';
import { CircleMarker, LatLngBounds, Map as LeafletMap, TileLayer } from 'leaflet';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { MapTiles } from '../api/get-map.js';
import type { AgencyLine } from '../api/search-agencies.js';

type ResultsMapProps = { agencies: readonly AgencyLine[]; tiles: MapTiles };

/** The agencies of one page on a map. The list beside it says the same, and more. */
export default function ResultsMap({ agencies, tiles }: ResultsMapProps) {
  const { t } = useTranslation('directory');
  const navigate = useNavigate();
  const place = useRef<HTMLDivElement>(null);
  const placed = agencies.filter(({ latitude, longitude }) => latitude !== null && longitude !== null);
  useEffect(() => {
    if (!place.current || !tiles.tileUrl) return undefined;
    const map = new LeafletMap(place.current, { zoomAnimation: false });
    new TileLayer(tiles.tileUrl, { attribution: tiles.attribution ?? '', maxZoom: 18 }).addTo(map);
    const bounds = new LatLngBounds([]);
    for (const { id, name, latitude, longitude } of placed) {
      const point: [number, number] = [latitude!, longitude!];
      bounds.extend(point);
      new CircleMarker(point, {
        radius: 9,
        color: '#0017c1',
        weight: 3,
        fillColor: '#ffffff',
        fillOpacity: 0.9,
      })
        .bindTooltip(document.createTextNode(name) as unknown as HTMLElement)
        .on('click', () => void navigate(`/agencies/${id}`))
        .addTo(map);
    }
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [30, 30], maxZoom: 15 });
    else map.setView([36, 138], 5);
    return () => void map.remove();
  }, [placed, tiles, navigate]);
  const missing = agencies.length - placed.length;
  return (
    <section aria-label={t('search.map')} className="no-print grid gap-2">
      {/* isolate: the layers of the map stay below lists that open over it. */}
      <div ref={place} className="isolate h-96 rounded-12 border border-solid-gray-420" />
      {missing > 0 && <p className="text-dns-14N-130">{t('search.mapMissing', { count: missing })}</p>}
    </section>
  );
}
