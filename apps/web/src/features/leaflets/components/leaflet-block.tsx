import { DescriptionList } from '../../../components/description-list.js';
import type { LeafletBlock as Block } from '../api/leaflet-agencies.js';

/** A block as the paper will have it. */
export function LeafletBlock({ block, fields }: { block: Block; fields?: readonly string[] }) {
  const items = block.items.filter(({ field }) => !fields || fields.includes(field));
  return (
    <div className="grid gap-3 rounded-8 border-l-8 border-blue-900 bg-solid-gray-50 p-4">
      <div>
        <p className="text-std-18B-160">{block.name}</p>
        <p className="text-dns-14N-130 text-solid-gray-700">
          {[block.kana, block.typeName].filter(Boolean).join('　')}
        </p>
      </div>
      <DescriptionList items={items.map(({ label, text }) => ({ term: label, detail: text }))} />
    </div>
  );
}
