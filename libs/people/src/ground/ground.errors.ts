import { Conflict, Forbidden } from '#libs/platform';

/** The ground has been decided, or has ended (409). */
export class GroundNotOpen extends Conflict {
  constructor() {
    super(
      'ground.not_open',
      'この根拠は、すでに判断されたか、終わっています。画面を読み込み直してください。',
    );
  }
}

/** Whoever proposed it does not decide it, where the agency has another manager (403). */
export class AnotherDecides extends Forbidden {
  constructor() {
    super('ground.another_decides', '申請した人は承認できません。ほかの管理者に頼んでください。');
  }
}
