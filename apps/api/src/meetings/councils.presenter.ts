import {
  type Approval,
  approvalCodes,
  approvals,
  type CouncilKind,
  councilKindCodes,
  councilKinds,
  type CouncilRecord,
  type CouncilRow,
  type CouncilStanding,
  type Quorum,
  quorumCodes,
  quorums,
  type SeatRole,
  seatRoleCodes,
  seatRoles,
  type SeatRow,
} from '#libs/meetings';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';

const standings: readonly CouncilStanding[] = ['keeps', 'sits', 'knows'];

/** An agency or a council by its name. */
export class NamedThingView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
}

/** A council in the tree. */
export class CouncilLineView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText({ codes: councilKindCodes }) kind!: CouncilKind;
  @ShowsText() kindName!: string;
  @ShowsId({ nullable: true }) parentId!: string | null;
  @ShowsView(() => NamedThingView) secretariat!: NamedThingView;
  @ShowsNumber() seats!: number;
  @ShowsText({ codes: standings }) standing!: CouncilStanding;
  @ShowsDay({ nullable: true }) dissolvedOn!: string | null;
  @ShowsId({ nullable: true }) nextMeetingId!: string | null;
  @ShowsMoment({ nullable: true }) nextStartsAt!: string | null;
}

/** A council under another. */
export class SubCouncilView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() kindName!: string;
}

/** A name that a council had. */
export class CouncilNameView {
  @ShowsText() name!: string;
  @ShowsMoment() until!: string;
}

/** What the reader may do with a council. */
export class CouncilCanView {
  @ShowsFlag() keep!: boolean;
  @ShowsFlag() seeSeats!: boolean;
}

/** A council whole. */
export class CouncilView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() shortName!: string;
  @ShowsText({ codes: councilKindCodes }) kind!: CouncilKind;
  @ShowsText() kindName!: string;
  @ShowsView(() => NamedThingView, { nullable: true }) parent!: NamedThingView | null;
  @ShowsView(() => SubCouncilView, { list: true }) children!: SubCouncilView[];
  @ShowsView(() => NamedThingView) secretariat!: NamedThingView;
  @ShowsNumber() seats!: number;
  @ShowsText() purpose!: string;
  @ShowsText({ codes: quorumCodes }) quorum!: Quorum;
  @ShowsText() quorumName!: string;
  @ShowsNumber({ nullable: true }) quorumCount!: number | null;
  @ShowsNumber() noticeDays!: number;
  @ShowsText({ codes: approvalCodes }) approval!: Approval;
  @ShowsText() approvalName!: string;
  @ShowsNumber() reviewDays!: number;
  @ShowsNumber() heldBefore!: number;
  @ShowsDay({ nullable: true }) dissolvedOn!: string | null;
  @ShowsView(() => CouncilNameView, { list: true }) formerNames!: CouncilNameView[];
  @ShowsText({ codes: standings }) standing!: CouncilStanding;
  @ShowsView(() => CouncilCanView) can!: CouncilCanView;
  @ShowsNumber() version!: number;
}

/** Who filled a seat before. */
export class FormerHolderView {
  @ShowsText() name!: string;
  @ShowsText() post!: string;
  @ShowsDay() fromOn!: string;
  @ShowsDay() untilOn!: string;
}

/** A seat with whoever fills it. */
export class SeatView {
  @ShowsId() id!: string;
  @ShowsView(() => NamedThingView) agency!: NamedThingView;
  @ShowsText({ codes: seatRoleCodes }) role!: SeatRole;
  @ShowsText() roleName!: string;
  @ShowsText({ nullable: true }) name!: string | null;
  @ShowsText() post!: string;
  /** For the secretariat alone. */
  @ShowsText({ nullable: true }) email!: string | null;
  @ShowsDay() fromOn!: string;
  @ShowsDay({ nullable: true }) untilOn!: string | null;
  @ShowsView(() => FormerHolderView, { list: true }) before!: FormerHolderView[];
  @ShowsNumber() version!: number;
}

/** Lets out the councils of the network. */
export function presentCouncils(rows: readonly CouncilRow[]): CouncilLineView[] {
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    kindName: councilKinds[row.kind],
    parentId: row.parentId,
    secretariat: { id: row.secretariatAgencyId, name: row.secretariat },
    seats: row.seats,
    standing: row.standing,
    dissolvedOn: row.dissolvedOn,
    nextMeetingId: row.nextMeetingId,
    nextStartsAt: row.nextStartsAt?.toISOString() ?? null,
  }));
}

/** Lets out a council. */
export function presentCouncil(council: CouncilRecord): CouncilView {
  const { parentId, parent, standing } = council;
  return {
    id: council.id,
    name: council.name,
    shortName: council.shortName,
    kind: council.kind,
    kindName: councilKinds[council.kind],
    parent: parentId && parent ? { id: parentId, name: parent } : null,
    children: council.children.map(({ id, name, kind }) => ({ id, name, kindName: councilKinds[kind] })),
    secretariat: { id: council.secretariatAgencyId, name: council.secretariat },
    seats: council.seats,
    purpose: council.purpose,
    quorum: council.quorum,
    quorumName: quorums[council.quorum],
    quorumCount: council.quorumCount,
    noticeDays: council.noticeDays,
    approval: council.approval,
    approvalName: approvals[council.approval],
    reviewDays: council.reviewDays,
    heldBefore: council.heldBefore,
    dissolvedOn: council.dissolvedOn,
    formerNames: council.formerNames.map(({ name, until }) => ({ name, until: until.toISOString() })),
    standing,
    can: { keep: standing === 'keeps' && council.dissolvedOn === null, seeSeats: standing !== 'knows' },
    version: council.version,
  };
}

/** Lets out seats; where mail reaches their holders, the secretariat alone is told. */
export function presentSeats(seats: readonly SeatRow[], { keeps }: { keeps: boolean }): SeatView[] {
  return seats.map((seat) => ({
    id: seat.id,
    agency: { id: seat.agencyId, name: seat.agency },
    role: seat.role,
    roleName: seatRoles[seat.role],
    name: seat.name,
    post: seat.post ?? '',
    email: keeps ? seat.email : null,
    fromOn: seat.fromOn,
    untilOn: seat.untilOn,
    before: seat.before.map(({ name, post, fromOn, untilOn }) => ({ name, post, fromOn, untilOn })),
    version: seat.version,
  }));
}
