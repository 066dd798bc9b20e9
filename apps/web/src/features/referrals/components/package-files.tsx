import { FileOpeners, sizeText } from '../../../components/files/file-preview.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { toldFileAddress, type ToldFile } from '../api/packages.js';

type PackageFilesProps = {
  files: readonly ToldFile[];
  /** Without it the files are named and not opened: they are not told yet. */
  referralId?: string | undefined;
};

/** The files of one kind of data, to open or to download. */
export function PackageFiles({ files, referralId }: PackageFilesProps) {
  if (files.length === 0) return null;
  return (
    <ul className="mt-2 grid gap-1">
      {files.map((file) => {
        const name = file.words || file.kindName;
        return (
          <li key={file.id} className="flex flex-wrap items-center gap-x-3">
            <span>
              {name}
              <span className="ml-2 text-dns-14N-130 text-solid-gray-700">
                {file.typeName} {sizeText(file.octets)}
              </span>
            </span>
            {!file.usable && <StatusBadge tone="danger">{file.stateName}</StatusBadge>}
            {referralId && (
              <FileOpeners file={{ ...file, name, address: toldFileAddress(referralId, file.id) }} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
