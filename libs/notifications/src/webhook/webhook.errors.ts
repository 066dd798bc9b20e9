import { Conflict } from '#libs/platform';

/** An agency has as many webhooks as it may (409). */
export class TooManyWebhooks extends Conflict {
  constructor(most: number) {
    super('webhook.too_many', `通知先は${most}件までです。使わないものを削除してから登録してください。`, {
      most,
    });
  }
}

/** Nothing is sent to a webhook that rests (409). */
export class WebhookPaused extends Conflict {
  constructor() {
    super('webhook.paused', 'この通知先は停止しています。再開してから送り直してください。');
  }
}

/** It is in this state already (409). */
export class WebhookState extends Conflict {
  constructor(state: 'active' | 'paused') {
    super(
      'webhook.state',
      state === 'active' ? 'この通知先は、すでに動いています。' : 'この通知先は、すでに停止しています。',
      { state },
    );
  }
}

/** The message is still on its way (409). */
export class DeliveryUnderWay extends Conflict {
  constructor() {
    super('webhook.under_way', 'この通知は、まだ送っている途中です。結果を待ってください。');
  }
}
