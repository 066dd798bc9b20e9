import { OperatorError } from '#libs/platform';

/** The first start was interrupted while the demo people were at work: what is there is no region to learn in. */
export class DemoRegionHalfFilled extends OperatorError {
  constructor() {
    super(
      '練習用の地域の準備が途中で止まっています。データフォルダー (DATA_DIR、既定は .portal) を削除するか、空のデータベースを指定して、もう一度起動してください。',
    );
  }
}
