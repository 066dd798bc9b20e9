import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { holidayName, holidaysKnown } from '#libs/directory';
import { Clock } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { Matching } from '../http/fields.js';
import { ShowsDay, ShowsFlag, ShowsText, ShowsView } from '../http/view.js';

/** Which month; without one, the present. */
export class HolidaysQuery {
  @Matching(/^(20\d\d|2100)-(0[1-9]|1[0-2])$/, {
    label: '月',
    says: '月を「2026-11」の形で入力してください',
    max: 7,
    optional: true,
  })
  month?: string;
}

/** A public holiday. */
export class HolidayView {
  @ShowsDay() day!: string;
  @ShowsText() name!: string;
}

/** The public holidays of a month. */
export class HolidaysView {
  @ShowsView(() => HolidayView, { list: true }) holidays!: HolidayView[];
  /** Whether the calendar of holidays reaches that far. */
  @ShowsFlag() known!: boolean;
}

/** 祝日, for the calendar of meetings. */
@ApiTags('meetings')
@Controller('holidays')
export class HolidaysController {
  constructor(private readonly clock: Clock) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: HolidaysView })
  ofMonth(@Query() { month = this.clock.today().slice(0, 7) }: HolidaysQuery): HolidaysView {
    const days = Array.from({ length: 31 }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
    const holidays = days.flatMap((day) => {
      const name = holidayName(day);
      return name === null ? [] : [{ day, name }];
    });
    return { holidays, known: holidaysKnown(`${month}-01`) };
  }
}
