import { Conflict } from '#libs/platform';

/** There is an appointment already (409). */
export class AppointmentOpen extends Conflict {
  constructor() {
    super('appointment.open', 'すでに面談の予定があります。変えるときは、先に取りやめてください。');
  }
}

/** There is no appointment of which this could be said (409). */
export class NoSuchAppointment extends Conflict {
  constructor() {
    super('appointment.none', '対象の面談がありません。画面を読み込み直してください。');
  }
}
