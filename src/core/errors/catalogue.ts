import { clusterErrors } from './rows/cluster.ts';
import { commonErrors } from './rows/common.ts';
import { engineErrors } from './rows/engine.ts';
import { formErrors } from './rows/form.ts';
import { helmErrors } from './rows/helm.ts';
import { installErrors } from './rows/install.ts';
import { licenseErrors } from './rows/license.ts';
import { lifecycleErrors } from './rows/lifecycle.ts';
import { matrixErrors } from './rows/matrix.ts';
import { packageErrors } from './rows/package.ts';
import { registryErrors } from './rows/registry.ts';
import { registryAccessErrors } from './rows/registry-access.ts';
import { scenarioErrors } from './rows/scenarios.ts';
import { storeErrors } from './rows/store.ts';
import { terraformErrors } from './rows/terraform.ts';
import { transferErrors } from './rows/transfer.ts';
import { watchErrors } from './rows/watch.ts';
import { worldErrors } from './rows/world.ts';

/** Every error a user can meet, by code. docs/errors.md lists the same codes; a test compares the two both ways. */
export const catalogue = {
  ...commonErrors,
  ...packageErrors,
  ...terraformErrors,
  ...helmErrors,
  ...formErrors,
  ...worldErrors,
  ...installErrors,
  ...lifecycleErrors,
  ...scenarioErrors,
  ...matrixErrors,
  ...watchErrors,
  ...clusterErrors,
  ...registryErrors,
  ...registryAccessErrors,
  ...transferErrors,
  ...licenseErrors,
  ...storeErrors,
  ...engineErrors,
};

export type ErrorCode = keyof typeof catalogue;
