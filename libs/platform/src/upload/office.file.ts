import { unzipSync } from 'fflate';

const mostParts = 2000;
const mostUnpacked = 200 * 1024 * 1024;
const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/**
 * Whether an Office file has its main part, no macros, and unpacks to something bearable. Only the list of its parts is
 * read: nothing is unpacked.
 */
export function isOfficeFile(content: Buffer, mainPart: string): boolean {
  if (!content.subarray(0, zip.length).equals(zip)) return false;
  const names = new Set<string>();
  let [parts, octets] = [0, 0];
  try {
    unzipSync(content, {
      filter: ({ name, originalSize }) => {
        names.add(name);
        parts += 1;
        octets += originalSize;
        return false;
      },
    });
  } catch {
    return false;
  }
  const hasMacros = [...names].some((name) => /vbaProject|\.bin$|macrosheets|activeX/i.test(name));
  return names.has(mainPart) && !hasMacros && parts <= mostParts && octets <= mostUnpacked;
}
