import { type FuncMap, fn, GoError } from '../go/func.ts';

const missing = (name: string) => (): never => {
  throw new GoError(`${name} is not available`);
};

export const certFuncs: FuncMap = {
  bcrypt: fn('string', missing('bcrypt')),
  htpasswd: fn('string string', missing('htpasswd')),
  genPrivateKey: fn('string', missing('genPrivateKey')),
  buildCustomCert: fn('string string', missing('buildCustomCert')),
  genCA: fn('string int', missing('genCA')),
  genCAWithKey: fn('string int string', missing('genCAWithKey')),
  genSelfSignedCert: fn('string list list int', missing('genSelfSignedCert')),
  genSelfSignedCertWithKey: fn('string list list int string', missing('genSelfSignedCertWithKey')),
  genSignedCert: fn('string list list int any', missing('genSignedCert')),
  genSignedCertWithKey: fn('string list list int any string', missing('genSignedCertWithKey')),
};
