import {
  type AttachmentKind,
  attachmentKindCodes,
  attachmentKinds,
  type AttachmentRecord,
  categoryCodes,
  type DataCategory,
  type FileType,
  fileTypeCodes,
  fileTypes,
  isPicture,
} from '#libs/people';
import { isUsable, type UploadState, uploadStateNames, uploadStates } from '#libs/platform';
import { ShowsDay, ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText } from '../http/view.js';

/** A file about a person, and where it stands with the virus scanner. */
export class AttachmentView {
  @ShowsId() id!: string;
  @ShowsText({ codes: categoryCodes }) category!: DataCategory;
  @ShowsText({ codes: attachmentKindCodes }) kind!: AttachmentKind;
  @ShowsText() kindName!: string;
  @ShowsText({ codes: fileTypeCodes }) contentType!: FileType;
  @ShowsText() typeName!: string;
  @ShowsNumber() octets!: number;
  @ShowsText({ codes: uploadStates }) state!: UploadState;
  @ShowsText() stateName!: string;
  @ShowsText({ nullable: true }) finding!: string | null;
  /** Whether it can be opened and told. */
  @ShowsFlag() usable!: boolean;
  @ShowsFlag() isPicture!: boolean;
  @ShowsText({ nullable: true }) words!: string | null;
  @ShowsDay({ nullable: true }) writtenOn!: string | null;
  @ShowsNumber() version!: number;
  @ShowsMoment() createdAt!: string;
  @ShowsText() createdBy!: string;
  /** The agencies to which it was sent. */
  @ShowsText({ list: true }) toldTo!: string[];
}

export function presentAttachment(file: AttachmentRecord): AttachmentView {
  return {
    id: file.id,
    category: file.category,
    kind: file.kind,
    kindName: attachmentKinds[file.kind].name,
    contentType: file.contentType,
    typeName: fileTypes[file.contentType].name,
    octets: file.octets,
    state: file.state,
    stateName: uploadStateNames[file.state],
    finding: file.finding,
    usable: isUsable(file.state),
    isPicture: isPicture(file.contentType),
    words: file.words,
    writtenOn: file.writtenOn,
    version: file.version,
    createdAt: file.createdAt.toISOString(),
    createdBy: file.createdBy,
    toldTo: [...file.toldTo],
  };
}
