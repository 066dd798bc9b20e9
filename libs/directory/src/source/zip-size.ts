const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const longestEnd = 65_557;

/**
 * How many octets the parts of a zip say they have, unpacked; infinitely many where it cannot be told. Whoever unpacks it
 * has to hold each part to its word.
 */
export function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - longestEnd && view.getUint32(end, true) !== endOfDirectory)
    end -= 1;
  if (end < 0 || view.getUint32(end, true) !== endOfDirectory) return 0;
  let at = view.getUint32(end + 16, true);
  let size = 0;
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryEntry) return Infinity;
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    // Sizes that stand elsewhere, or nowhere.
    if (unpacked === 0xffffffff || (unpacked === 0 && packed > 2)) return Infinity;
    size += unpacked;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return size;
}
