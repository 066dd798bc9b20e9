/** The levels of the area tree. 都道府県・圏域・市区町村. */
export const areaLevels = ['prefecture', 'block', 'municipality'] as const;

/** An area of the tree prefecture, block, municipality. `no` stands for it in the search index. */
export interface AreaRow {
  readonly no: number;
  readonly code: string;
  readonly level: (typeof areaLevels)[number];
  readonly name: string;
  readonly kana: string;
  readonly parentCode: string | null;
}

/** A type of agency. */
export interface AgencyTypeRow {
  readonly no: number;
  readonly code: string;
  readonly name: string;
}

/** A kind of service. */
export type ServiceKindRow = AgencyTypeRow;

/** The lists by which the directory is ordered, ready to be asked. */
export class Taxonomy {
  private readonly areaByCode: ReadonlyMap<string, AreaRow>;
  private readonly areaByNo: ReadonlyMap<number, AreaRow>;
  private readonly typeByNo: ReadonlyMap<number, AgencyTypeRow>;
  private readonly kindByNo: ReadonlyMap<number, ServiceKindRow>;
  private readonly kindByCode: ReadonlyMap<string, ServiceKindRow>;

  /** Areas in the order of the tree: what lies inside an area follows it. */
  readonly areas: readonly AreaRow[];

  constructor(
    areas: readonly AreaRow[],
    /** Types in the order in which a network lists them. */
    readonly types: readonly AgencyTypeRow[],
    /** Kinds of services in the same way. */
    readonly kinds: readonly ServiceKindRow[] = [],
  ) {
    this.areaByCode = new Map(areas.map((area) => [area.code, area]));
    this.areaByNo = new Map(areas.map((area) => [area.no, area]));
    this.typeByNo = new Map(types.map((type) => [type.no, type]));
    this.kindByNo = new Map(kinds.map((kind) => [kind.no, kind]));
    this.kindByCode = new Map(kinds.map((kind) => [kind.code, kind]));
    const path = new Map(
      areas.map((area) => [
        area,
        this.around(area)
          .reverse()
          .map(({ code }) => code)
          .join('/'),
      ]),
    );
    this.areas = [...areas].sort((a, b) => (path.get(a)! < path.get(b)! ? -1 : 1));
  }

  type(no: number): AgencyTypeRow | undefined {
    return this.typeByNo.get(no);
  }

  kind(no: number): ServiceKindRow | undefined {
    return this.kindByNo.get(no);
  }

  kindNamed(code: string): ServiceKindRow | undefined {
    return this.kindByCode.get(code);
  }

  areaOf(code: string): AreaRow | undefined {
    return this.areaByCode.get(code);
  }

  area(no: number): AreaRow | undefined {
    return this.areaByNo.get(no);
  }

  /** The area itself and those around it, from the inside out. */
  around(area: AreaRow): AreaRow[] {
    const outer = area.parentCode === null ? undefined : this.areaByCode.get(area.parentCode);
    return outer ? [area, ...this.around(outer)] : [area];
  }

  /** The numbers of these types; an unknown code has none. */
  typeNumbers(codes: readonly string[]): number[] {
    return this.types.filter(({ code }) => codes.includes(code)).map(({ no }) => no);
  }

  /** The numbers of these kinds of services; an unknown code has none. */
  kindNumbers(codes: readonly string[]): number[] {
    return this.kinds.filter(({ code }) => codes.includes(code)).map(({ no }) => no);
  }

  /** The numbers of these areas and of everything inside them. */
  areaNumbersWithin(codes: readonly string[]): number[] {
    return this.areas
      .filter((area) => this.around(area).some(({ code }) => codes.includes(code)))
      .map(({ no }) => no);
  }

  /** The numbers of these areas alone. */
  areaNumbers(codes: readonly string[]): number[] {
    return this.areas.filter(({ code }) => codes.includes(code)).map(({ no }) => no);
  }

  /** How near every area is to this one, by number: 0 the same, then the areas around it step by step, 3 elsewhere. */
  nearness(no: number): number[] {
    const here = this.areaByNo.get(no);
    if (!here) return [];
    const circles = this.around(here);
    const steps: number[] = [];
    for (const area of this.areas) {
      const shared = circles.findIndex((circle) => this.around(area).includes(circle));
      steps[area.no - 1] = shared < 0 ? 3 : Math.min(shared, 3);
    }
    return Array.from(steps, (step) => step ?? 3);
  }
}
